/**
 * Which apps there are: {@code @App} methods of the deployment, command apps that ship with it, and
 * {@code *.app.json} of the apps folder; their parameters, and how arguments are bound to them.
 * Knows neither sessions nor HTTP.
 */
package dev.yera.catalog;
