from time import sleep

from tqdm import tqdm

for page in tqdm(range(50), desc="Reading", ncols=60):
    sleep(0.02)
