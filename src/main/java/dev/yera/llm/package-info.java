/**
 * Language models for Java apps, on LangChain4j: a chat that streams and can be stopped, tools, and
 * records that a model fills in. A jar of its own, which only apps that use it have on their class
 * path. Must not know the server: it finds models as any client of OpenAI's protocol does.
 */
package dev.yera.llm;
