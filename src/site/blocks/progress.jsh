progress("Importing", bar -> bar.at(0.49, "Row 490 of 1000"));
