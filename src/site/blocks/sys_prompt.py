sys_prompt("You answer in one sentence.")
