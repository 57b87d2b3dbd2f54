"""An independent brute force: the product's question answered by trying everything, written from docs/semantics.md."""
