package cn.beian.filing.policies;

/** What kind of thing is to be filed. */
public enum AppForm {
  APP,
  MINI_PROGRAM,
  QUICK_APP,
  /** Web pages and the like: no package, tested by a human. */
  WEB,
  /** 公众号: out of scope. */
  PUBLIC_ACCOUNT,
  /** 群聊: out of scope. */
  CHAT_GROUP
}
