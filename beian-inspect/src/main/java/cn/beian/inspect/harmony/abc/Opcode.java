package cn.beian.inspect.harmony.abc;

/**
 * Numbers of the instructions that {@link CodeWalk} follows; of those with a prefix, both bytes.
 */
final class Opcode {
  static final int LDTRUE = 0x02;
  static final int LDFALSE = 0x03;
  static final int CREATEEMPTYOBJECT = 0x04;
  static final int CREATEEMPTYARRAY = 0x05;
  static final int CREATEARRAYWITHBUFFER = 0x06;
  static final int CREATEOBJECTWITHBUFFER = 0x07;
  static final int NEWOBJRANGE = 0x08;
  static final int NEWLEXENV = 0x09;
  static final int ADD2 = 0x0a;
  static final int CALLARG0 = 0x29;
  static final int CALLARG1 = 0x2a;
  static final int CALLARGS2 = 0x2b;
  static final int CALLARGS3 = 0x2c;
  static final int CALLTHIS0 = 0x2d;
  static final int CALLTHIS1 = 0x2e;
  static final int CALLTHIS2 = 0x2f;
  static final int CALLTHIS3 = 0x30;
  static final int CALLTHISRANGE = 0x31;
  static final int SUPERCALLTHISRANGE = 0x32;
  static final int DEFINEFUNC = 0x33;
  static final int DEFINEMETHOD = 0x34;
  static final int DEFINECLASSWITHBUFFER = 0x35;
  static final int LDOBJBYVALUE = 0x37;
  static final int LDLEXVAR = 0x3c;
  static final int STLEXVAR = 0x3d;
  static final int LDA_STR = 0x3e;
  static final int TRYLDGLOBALBYNAME = 0x3f;
  static final int LDGLOBALVAR = 0x41;
  static final int LDOBJBYNAME = 0x42;
  static final int STOBJBYNAME = 0x43;
  static final int MOV_4 = 0x44;
  static final int MOV_8 = 0x45;
  static final int LDTHISBYNAME = 0x49;
  static final int STTHISBYNAME = 0x4a;
  static final int LDA = 0x60;
  static final int STA = 0x61;
  static final int LDAI = 0x62;
  static final int FLDAI = 0x63;
  static final int POPLEXENV = 0x69;
  static final int LDTHIS = 0x6f;
  static final int CALLRANGE = 0x73;
  static final int DEFINEFUNC_16 = 0x74;
  static final int DEFINECLASSWITHBUFFER_16 = 0x75;
  static final int STOWNBYINDEX = 0x79;
  static final int STOWNBYNAME = 0x7a;
  static final int GETMODULENAMESPACE = 0x7b;
  static final int STMODULEVAR = 0x7c;
  static final int LDLOCALMODULEVAR = 0x7d;
  static final int LDEXTERNALMODULEVAR = 0x7e;
  static final int CREATEEMPTYARRAY_16 = 0x80;
  static final int CREATEARRAYWITHBUFFER_16 = 0x81;
  static final int CREATEOBJECTWITHBUFFER_16 = 0x82;
  static final int NEWOBJRANGE_16 = 0x83;
  static final int LDOBJBYVALUE_16 = 0x85;
  static final int LDLEXVAR_8 = 0x8a;
  static final int STLEXVAR_8 = 0x8b;
  static final int TRYLDGLOBALBYNAME_16 = 0x8c;
  static final int STOWNBYNAMEWITHNAMESET = 0x8e;
  static final int MOV_16 = 0x8f;
  static final int LDOBJBYNAME_16 = 0x90;
  static final int STOBJBYNAME_16 = 0x91;
  static final int LDTHISBYNAME_16 = 0x93;
  static final int STTHISBYNAME_16 = 0x94;
  static final int NEWLEXENVWITHNAME = 0xb6;
  static final int DEFINEMETHOD_16 = 0xbe;
  static final int RESUMEGENERATOR = 0xbf;
  static final int SUSPENDGENERATOR = 0xc3;
  static final int ASYNCFUNCTIONAWAITUNCAUGHT = 0xc4;
  static final int STOWNBYINDEX_16 = 0xcb;
  static final int STOWNBYNAME_16 = 0xcc;
  static final int STOWNBYNAMEWITHNAMESET_16 = 0xd4;
  static final int DEFINEFIELDBYNAME = 0xdb;
  static final int DEFINEPROPERTYBYNAME = 0xdc;
  static final int CALLTHIS0WITHNAME = 0xdd;
  static final int CALLTHIS1WITHNAME = 0xde;
  static final int CALLTHIS2WITHNAME = 0xdf;
  static final int CALLTHIS3WITHNAME = 0xe0;
  static final int CALLTHISRANGEWITHNAME = 0xe1;

  static final int DEFINESENDABLECLASS = 0xfb07;
  static final int LDSENDABLEEXTERNALMODULEVAR = 0xfb09;
  static final int WIDE_LDSENDABLEEXTERNALMODULEVAR = 0xfb0a;
  static final int LDLAZYMODULEVAR = 0xfb15;
  static final int WIDE_LDLAZYMODULEVAR = 0xfb16;
  static final int LDLAZYSENDABLEMODULEVAR = 0xfb17;
  static final int WIDE_LDLAZYSENDABLEMODULEVAR = 0xfb18;

  static final int WIDE_NEWOBJRANGE = 0xfd01;
  static final int WIDE_NEWLEXENV = 0xfd02;
  static final int WIDE_NEWLEXENVWITHNAME = 0xfd03;
  static final int WIDE_CALLRANGE = 0xfd04;
  static final int WIDE_CALLTHISRANGE = 0xfd05;
  static final int WIDE_LDLEXVAR = 0xfd0c;
  static final int WIDE_STLEXVAR = 0xfd0d;
  static final int WIDE_GETMODULENAMESPACE = 0xfd0e;
  static final int WIDE_STMODULEVAR = 0xfd0f;
  static final int WIDE_LDLOCALMODULEVAR = 0xfd10;
  static final int WIDE_LDEXTERNALMODULEVAR = 0xfd11;
  static final int WIDE_CALLTHISRANGEWITHNAME = 0xfd14;

  private Opcode() {}
}
