/**
 * Who calls, and what is theirs (contract, section 6): under which names the server is reached, the
 * ways to tell who asks, roles, rights and shares. Of a session it knows the id and the owner only;
 * it knows nothing of processes.
 */
package dev.yera.identity;
