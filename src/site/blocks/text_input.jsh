String name = textInput("What is your name?");
