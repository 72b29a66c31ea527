json(Map.of("trips", List.of("Oslo", "Rome")));
