spinner("Looking", () -> List.of("a.csv"));
