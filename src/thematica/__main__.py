"""`python -m thematica` is the command `thematica`."""

from thematica.cli.app import main

if __name__ == "__main__":
    main()
