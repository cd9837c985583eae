"""Recordings rebuilt in wire shape from data/snapshot: our own figures in each publisher's form, written by `python -m tests.wire`.

One module a publisher family. A writer gets what the snapshot holds of a source and one question, and returns the bytes of the answer.
The shapes were read off the publishers' real answers (design notes and whole-country files beside the checkout); the values are our own.
"""
