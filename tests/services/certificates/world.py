"""A small village for the tests of certificates: people in a household, made as the register makes them."""
