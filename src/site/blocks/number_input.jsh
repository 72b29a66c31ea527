int seats = numberInput("Seats", 1, 8, q -> q.first(2));
