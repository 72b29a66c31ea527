package dev.yera.store;

/** What a store promises applies to the one that keeps nothing, too. */
class MemoryStoreTest extends SessionStorePromises {
  @Override
  SessionStore open() {
    return new MemoryStore(folder);
  }
}
