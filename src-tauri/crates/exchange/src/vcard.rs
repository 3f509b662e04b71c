//! vCard 2.1, 3.0 and 4.0: bytes are decoded per property before anything is split.
