"""The data of `pe demo`: what the two source documents publish, and what is assumed, marked so."""
