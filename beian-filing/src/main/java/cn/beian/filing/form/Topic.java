package cn.beian.filing.form;

/** The subject of one step of the form, in the order of the steps. */
public enum Topic {
  SPONSOR(Group.BASIC),
  CONTACT(Group.BASIC),
  APP(Group.BASIC),
  USERS(Group.BASIC),
  OFFERED(Group.BASIC),
  APPROVAL(Group.PROJECT_APPROVAL),
  LEVEL_EXCEPTION(Group.PROJECT_APPROVAL),
  FUNCTIONS(Group.FUNCTIONS),
  EXPLANATIONS(Group.FUNCTIONS),
  DATA(Group.FUNCTIONS),
  OPERATION(Group.OPERATION_AND_SECURITY),
  SECURITY(Group.OPERATION_AND_SECURITY),
  ACCEPTANCE(Group.LAUNCH_ACCEPTANCE),
  SAME_KIND_APPS(Group.SAME_KIND_APPS),
  CHANGE(Group.CHANGE),
  SHUT_DOWN(Group.SHUT_DOWN),
  OTHER(Group.OTHER),
  UNDERTAKING(Group.UNDERTAKING);

  private final Group group;

  Topic(Group group) {
    this.group = group;
  }

  /** The group of the form that the step belongs to. */
  public Group group() {
    return group;
  }
}
