package com.example.portal;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** The portal's own resources. */
@ApplicationPath("/desk")
public class Desk extends Application {}
