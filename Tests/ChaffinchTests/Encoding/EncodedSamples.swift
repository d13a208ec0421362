// Sentences in many encodings, with their bytes written out.

import Testing

@testable import Chaffinch

/// A text and its bytes in one encoding.
struct EncodedSample: Sendable, CustomTestStringConvertible {
  let label: String
  let text: String
  let bytes: [UInt8]

  init(_ label: String, _ text: String, _ hex: String) {
    self.label = label
    self.text = text
    let digits = hex.utf8.compactMap(hexValue)
    bytes = stride(from: 0, to: digits.count - 1, by: 2).map {
      UInt8(digits[$0] << 4 | digits[$0 + 1])
    }
  }

  var testDescription: String { label }

  static let all: [EncodedSample] = [
    EncodedSample(
      "utf-8", "Der Käfer läuft über die Brücke; 猫 schläft 🐈.",
      "446572204bc3a4666572206cc3a475667420c3bc62657220646965204272c3bc636b653b20e78cab"
        + "207363686cc3a4667420f09f90882e"),
    EncodedSample(
      "windows-1250", "Žlutý vlak přijel pozdě, „děti“ už spaly – a šálek byl prázdný.",
      "8e6c7574fd20766c616b2070f8696a656c20706f7a64ec2c208464ec74699320759e207370616c79"
        + "20962061209ae16c656b2062796c207072e17a646efd2e"),
    EncodedSample(
      "windows-1251", "Старый маяк у моря снова светит; «вчера» было темно — №7.",
      "d1f2e0f0fbe920ece0ffea20f320eceef0ff20f1edeee2e020f1e2e5f2e8f23b20abe2f7e5f0e0bb"
        + "20e1fbebee20f2e5ecedee209720b9372e"),
    EncodedSample(
      "windows-1252", "L’œuvre coûte 12 € – déjà vendue à Genève…",
      "4c929c7576726520636ffb7465203132208020962064e96ae02076656e64756520e02047656ee876"
        + "6585"),
    EncodedSample(
      "windows-1256", "القطار يصل متأخراً إلى المدينة، والمطر لا يتوقف.",
      "c7e1ded8c7d120edd5e120e3cac3ced1c7f020c5e1ec20c7e1e3cfede4c9a120e6c7e1e3d8d120e1"
        + "c720edcae6dedd2e"),
    EncodedSample(
      "iso-8859-1", "Señora Núñez abrió la panadería: ¡qué olor!",
      "5365f16f7261204efaf1657a2061627269f3206c612070616e61646572ed613a20a17175e9206f6c"
        + "6f7221"),
    EncodedSample(
      "iso-8859-2", "Mały łoś śpi w źdźbłach żyta, a Čapek píše.",
      "4d61b37920b36fb620b67069207720bc64bc62b361636820bf7974612c206120c86170656b2070ed"
        + "b9652e"),
    EncodedSample(
      "iso-8859-5", "Пекарь Ёлкин открыл окно, и ўся улица проснулась.",
      "bfd5dad0e0ec20a1dbdad8dd20dee2dae0ebdb20dedaddde2c20d820fee1ef20e3dbd8e6d020dfe0"
        + "dee1dde3dbd0e1ec2e"),
    EncodedSample(
      "iso-8859-7", "Ο φούρναρης άνοιξε νωρίς· το ψωμί ήταν ζεστό.",
      "cf20f6effdf1ede1f1e7f220dcedefe9eee520edf9f1dff2b720f4ef20f8f9ecdf20def4e1ed20e6"
        + "e5f3f4fc2e"),
    EncodedSample(
      "iso-8859-15", "Le bœuf coûte 9 €, dit Žofie à l'accueil.",
      "4c652062bd756620636ffb7465203920a42c2064697420b46f66696520e0206c276163637565696c"
        + "2e"),
    EncodedSample(
      "shift_jis", "駅前の本屋は雨の日も開く。ﾃｽﾄ①～表示ソ。ABC",
      "8977914f82cc967b89ae82cd894a82cc93fa82e08a4a82ad8142c3bdc487408160955c8ea6835c81"
        + "42414243"),
    EncodedSample(
      "euc-jp", "漁師は朝四時に港を出た。ﾊﾝ角とＡＢＣも。",
      "b5f9bbd5a4cfc4abbbcdbbfea4cbb9c1a4f2bdd0a4bfa1a38eca8eddb3d1a4c8a3c1a3c2a3c3a4e2"
        + "a1a3"),
    EncodedSample(
      "iso-2022-jp", "手紙は昨日 two 通届いた。返事はまだ。",
      "1b24423c6a3b66244f3a72467c1b28422074776f201b2442444c464f2424243f21234a563b76244f"
        + "245e244021231b2842"),
    EncodedSample(
      "gb18030", "老船长在河边讲故事：𠀀𠮷 ǹ ö Ḿ。",
      "c0cfb4acb3a4d4dabad3b1dfbdb2b9cacac2a3ba953282369534b23520a8bf2081308b32208135f4"
        + "36a1a3"),
    EncodedSample(
      "gbk", "面包师傅凌晨三点起床，“真早”！ABC镕",
      "c3e6b0fccaa6b8b5c1e8b3bfc8fdb5e3c6f0b4b2a3aca1b0d5e6d4e7a1b1a3a1414243e946"),
    EncodedSample(
      "big5", "圖書館的窗戶開著，許功蓋在讀書。OK",
      "b9cfaed1c05daabab5a1a4e1b67db5dba141b35ca55cbb5ca662c5aaaed1a1434f4b"),
    EncodedSample(
      "euc-kr", "작은 빵집은 새벽에 문을 연다. 똠방각하 펲시 ABC",
      "c0dbc0ba20bba7c1fdc0ba20bbf5baaebfa120b9aec0bb20bfacb4d92e208c63b9e6b0a2c7cf20bc"
        + "84bdc320414243"),
    EncodedSample(
      "koi8-r", "Ёжик нёс яблоко через лес, Ъ.",
      "b3d6c9cb20cea3d320d1c2cccfcbcf20dec5d2c5da20ccc5d32c20ff2e"),
    EncodedSample(
      "koi8-u", "Їжак ґречно відчинив вікно у Києві, єдиний.",
      "b7d6c1cb20add2c5dececf20d7a6c4dec9cec9d720d7a6cbcecf20d520ebc9a4d7a62c20a4c4c9ce"
        + "c9ca2e"),
    EncodedSample(
      "macintosh", "Le garçon “naïf” achète ﬁn œuf… à 3 €",
      "4c65206761728d6f6e20d26e619566d3206163688f746520de6e20cf7566c92088203320db"),
    EncodedSample(
      "utf-16le", "Zwei Katzen 🐈🐈 schlafen über dem Ofen; 猫。",
      "5a0077006500690020004b00610074007a0065006e0020003dd808dc3dd808dc2000730063006800"
        + "6c006100660065006e002000fc006200650072002000640065006d0020004f00660065006e003b00"
        + "20002b730230"),
    EncodedSample(
      "utf-16be", "Οι γάτες 🐈 κοιμούνται · 猫。",
      "039f03b9002003b303ac03c403b503c20020d83ddc08002003ba03bf03b903bc03bf03cd03bd03c4"
        + "03b103b9002000b70020732b3002"),
  ]
}
