code("SELECT city FROM trips", "sql")
