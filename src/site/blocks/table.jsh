table(List.of("city", "people"), List.of(List.of("Rome", 2_800_000), List.of("Oslo", 700_000)));
