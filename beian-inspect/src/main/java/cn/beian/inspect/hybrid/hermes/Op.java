package cn.beian.inspect.hybrid.hermes;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What an instruction does to values, as far as it is followed here. */
enum Op {
  LOAD_STRING("LoadConstString", "LoadConstStringLongIndex"),
  LOAD_INT("LoadConstUInt8", "LoadConstInt"),
  LOAD_DOUBLE("LoadConstDouble"),
  LOAD_ZERO("LoadConstZero"),
  LOAD_PARAM("LoadParam", "LoadParamLong"),
  LOAD_THIS("LoadThisNS"),
  MOVE("Mov", "MovLong"),
  GLOBAL("GetGlobalObject"),
  GET_BY_ID("GetById", "GetByIdShort", "GetByIdLong", "TryGetById", "TryGetByIdLong"),
  GET_BY_VALUE("GetByVal"),
  GET_BY_INDEX("GetByIndex"),
  /** Object, value, cache, string. */
  PUT_BY_ID(
      "PutById",
      "PutByIdLong",
      "TryPutById",
      "TryPutByIdLong",
      "PutByIdLoose",
      "PutByIdStrict",
      "PutByIdLooseLong",
      "PutByIdStrictLong",
      "TryPutByIdLoose",
      "TryPutByIdStrict",
      "TryPutByIdLooseLong",
      "TryPutByIdStrictLong",
      "DefineOwnById",
      "DefineOwnByIdLong"),
  /** Object, value, string. */
  PUT_OWN_BY_ID(
      "PutNewOwnById",
      "PutNewOwnByIdShort",
      "PutNewOwnByIdLong",
      "PutNewOwnNEById",
      "PutNewOwnNEByIdLong"),
  /** Object, value, place among the keys that it was made with. */
  PUT_BY_SLOT("PutOwnBySlotIdx", "PutOwnBySlotIdxLong"),
  /** Array, value, index. */
  PUT_BY_INDEX(
      "PutOwnByIndex",
      "PutOwnByIndexL",
      "DefineOwnByIndex",
      "DefineOwnByIndexL",
      "DefineOwnInDenseArray",
      "DefineOwnInDenseArrayL"),
  /** Object, value, key. */
  PUT_OWN_BY_VALUE("PutOwnByVal", "DefineOwnByVal"),
  NEW_OBJECT("NewObject", "NewObjectWithParent"),
  NEW_ARRAY("NewArray"),
  NEW_OBJECT_WITH_BUFFER("NewObjectWithBuffer", "NewObjectWithBufferLong"),
  /** Result, parent, shape, values. */
  NEW_CHILD_WITH_BUFFER("NewObjectWithBufferAndParent", "NewTypedObjectWithBuffer"),
  NEW_ARRAY_WITH_BUFFER("NewArrayWithBuffer", "NewArrayWithBufferLong"),
  /** Result, environment, function. */
  CLOSURE(
      "CreateClosure",
      "CreateClosureLongIndex",
      "CreateAsyncClosure",
      "CreateAsyncClosureLongIndex",
      "CreateGeneratorClosure",
      "CreateGeneratorClosureLongIndex",
      "CreateGenerator",
      "CreateGeneratorLongIndex"),
  /** Result, prototype, environment, function. */
  BASE_CLASS("CreateBaseClass", "CreateBaseClassLongIndex"),
  /** Result, prototype, environment, parent, function. */
  DERIVED_CLASS("CreateDerivedClass", "CreateDerivedClassLongIndex"),
  /** The one of the function that runs; its parent is that of the closure. */
  OWN_ENVIRONMENT("CreateFunctionEnvironment", "CreateTopLevelEnvironment"),
  /** Result, parent, size; before version 98 of the function that runs. */
  NEW_ENVIRONMENT("CreateEnvironment", "CreateInnerEnvironment"),
  /** Result, steps up from that of the closure. */
  PARENT_ENVIRONMENT("GetParentEnvironment"),
  /** Result, environment, steps up; before version 98 as the one above. */
  GET_ENVIRONMENT("GetEnvironment"),
  STORE(
      "StoreToEnvironment", "StoreToEnvironmentL", "StoreNPToEnvironment", "StoreNPToEnvironmentL"),
  LOAD("LoadFromEnvironment", "LoadFromEnvironmentL"),
  ADD("Add", "AddS"),
  COMPARE("Eq", "StrictEq", "Neq", "StrictNeq"),
  JUMP_COMPARED(
      "JEqual",
      "JEqualLong",
      "JNotEqual",
      "JNotEqualLong",
      "JStrictEqual",
      "JStrictEqualLong",
      "JStrictNotEqual",
      "JStrictNotEqualLong"),
  STRING_SWITCH("StringSwitchImm"),
  /** Result, callee, arguments that lie at the end of the frame. */
  CALL("Call", "Construct", "CallLong", "ConstructLong"),
  /** Result, callee, arguments in registers. */
  CALL_REGISTERS("Call1", "Call2", "Call3", "Call4"),
  CALL_DIRECT("CallDirect", "CallDirectLongIndex"),
  /** Result, callee, number of a module. */
  CALL_REQUIRE("CallRequire"),
  /** What has no result in its first register. */
  NO_RESULT(
      "Unreachable",
      "Ret",
      "Throw",
      "Debugger",
      "DebuggerCheckBreak",
      "AsyncBreakCheck",
      "ProfilePoint",
      "DeclareGlobalVar",
      "ThrowIfHasRestrictedGlobalProperty",
      "ThrowIfThisInitialized",
      "IteratorClose",
      "StartGenerator",
      "CompleteGenerator",
      "SaveGenerator",
      "SaveGeneratorLong",
      "PutByVal",
      "PutByValLoose",
      "PutByValStrict",
      "PutByValWithReceiver",
      "PutOwnGetterSetterByVal",
      "DefineOwnGetterSetterByVal",
      "AddOwnPrivateBySym",
      "PutOwnPrivateBySym",
      "FastArrayStore",
      "FastArrayPush",
      "FastArrayAppend",
      "Store8",
      "Store16",
      "Store32"),
  /** What has a result that is not known. */
  OTHER;

  private static final Map<String, Op> BY_NAME = new HashMap<>();

  static {
    for (Op op : values()) {
      op.names.forEach(name -> BY_NAME.put(name, op));
    }
  }

  @SuppressWarnings("ImmutableEnumChecker") // an unmodifiable list
  private final List<String> names;

  Op(String... names) {
    this.names = List.of(names);
  }

  /** Of the instruction of that name in the tables. */
  static Op named(String name) {
    Op op = BY_NAME.get(name);
    return op != null ? op : name.startsWith("J") || name.endsWith("SwitchImm") ? NO_RESULT : OTHER;
  }
}
