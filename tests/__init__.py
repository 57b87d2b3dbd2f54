"""The tests of the product, one folder or file a subject."""
