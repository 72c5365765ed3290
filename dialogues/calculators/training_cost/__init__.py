"""What training a language model would cost: machines, money, energy, emissions and people."""
