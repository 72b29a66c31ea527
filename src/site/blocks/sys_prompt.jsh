systemPrompt("You answer in one sentence.");
