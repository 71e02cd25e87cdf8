package cn.beian.server.browser;

/** How somebody logs in. */
record Login(String name, String password) {}
