package cn.beian.server.approvals;

/** What is to be done about an app. */
public enum ProjectWork {
  BUILD,
  REBUILD,
  PURCHASE
}
