seats = number_input("Seats", min_value=1, max_value=8, step=1, default_value=2)
