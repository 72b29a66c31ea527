name = text_input("What is your name?")
