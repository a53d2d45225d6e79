"""Every way a person or a host reaches the product. Here is the outside: it may import everything."""
