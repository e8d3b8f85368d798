"""The codebook on the screen: the tree, the code in hand, and what is done to it."""
