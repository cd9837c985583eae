"""How fast and how heavy the product is, against a floor measured in the same run. Loopback only; ends by itself."""
