"""Citizens' houses (*innbyggertorg*) as plain values and pure functions."""
