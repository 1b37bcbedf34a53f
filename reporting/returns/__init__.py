"""The return to MOPAC: what it says, what stops it, and whether it still holds."""
