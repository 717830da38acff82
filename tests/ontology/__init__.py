"""The ontology, its concepts, shapes and reference tables."""
