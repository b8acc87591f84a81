"""From an award to its certificate: the keys of this installation, and the job that draws, signs and keeps.

`keys.py` opens the signing keys, `issuing.py` is the job `issue-certificate`, `published.py` is what anybody may read of
keys and revocations, `compromise.py` makes the certificates of a stolen key again.
"""
