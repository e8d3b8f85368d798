"""The cases of a study on the screen: who they are, who speaks as whom, which meetings were held."""
