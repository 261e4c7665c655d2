/// What the reader makes of each case of the public yaml-test-suite; written by
/// `MANDATE_GOLDEN=write`.
let suiteOutcomes = """
  236B refused yaml-syntax 4:1
  26DV equal
  2CMS refused yaml-syntax 3:10
  2G84-00 refused yaml-syntax 1:6
  2G84-01 refused yaml-syntax 1:7
  2G84-02 refused yaml-block-scalar 1:5
  2G84-03 refused yaml-block-scalar 1:5
  2JQS refused yaml-syntax 1:1
  2XXW refused yaml-tag 4:5
  3ALJ equal
  3GZX refused yaml-anchor 3:18
  3HFZ refused yaml-syntax 3:5
  3MYT equal
  3RLN-00 equal
  3RLN-01 equal
  3RLN-02 equal
  3RLN-03 equal
  3RLN-04 equal
  3RLN-05 equal
  4FJ6 refused yaml-complex-key 3:3
  4H7K refused yaml-syntax 2:13
  4JVG refused yaml-syntax 4:3
  4MUZ-00 refused yaml-syntax 2:1
  4MUZ-01 refused yaml-syntax 2:1
  4MUZ-02 refused yaml-syntax 2:1
  4RWC equal
  4UYU equal
  4WA9 equal
  55WF refused yaml-syntax 2:2
  58MP refused yaml-syntax 1:5
  5BVJ equal
  5C5M equal
  5GBF equal
  5KJE equal
  5LLU refused yaml-block-scalar 3:1
  5MUD refused yaml-syntax 3:3
  5T43 refused yaml-syntax 2:11
  5TYM refused yaml-directive 1:1
  5WE3 equal
  6BFJ refused yaml-complex-key 3:6
  6CK3 refused yaml-directive 1:1
  6H3V equal
  6JQW equal
  6JTT refused yaml-syntax 2:1
  6M2F refused yaml-syntax 3:1
  6PBE refused yaml-complex-key 3:1
  6S55 refused yaml-syntax 5:1
  6SLA equal
  6WLZ refused yaml-directive 6:1
  6ZKB refused yaml-directive 5:1
  735Y refused yaml-tag 5:3
  7BMT equal
  7BUB equal
  7LBH refused yaml-syntax 3:4
  7MNF refused yaml-syntax 4:1
  7TMG equal
  7W2P equal
  7Z25 refused yaml-syntax 4:1
  87E4 equal
  8CWC equal
  8KB6 equal
  8MK2 refused yaml-tag 1:1
  8UDB equal
  8XDJ refused yaml-syntax 3:3
  8XYN refused yaml-anchor 2:3
  96L6 equal
  9BXH equal
  9C9N refused yaml-indentation 3:1
  9DXL refused yaml-directive 5:1
  9J7A equal
  9KAX refused yaml-tag 3:1
  9MQT-00 equal
  9MQT-01 refused yaml-syntax 1:5
  9SA2 refused yaml-syntax 4:8
  9U5K equal
  9WXW refused yaml-directive 5:1
  9YRD equal
  A6F9 equal
  AZ63 equal
  AZW3 equal
  B3HG equal
  BD7L refused yaml-syntax 3:1
  BU8L refused yaml-tag 2:2
  C4HZ refused yaml-directive 1:1
  CTN5 refused yaml-syntax 2:12
  CUP7 refused yaml-tag 1:11
  CVW2 refused yaml-comment 2:11
  D88J equal
  DE56-00 equal
  DE56-01 equal
  DE56-02 equal
  DE56-03 equal
  DE56-04 equal
  DE56-05 equal
  DHP8 equal
  DK95-00 refused yaml-tab 2:2
  DK95-01 refused yaml-indentation 2:2
  DK95-02 equal
  DK95-03 refused yaml-tab 1:2
  DK95-04 refused yaml-tab 2:1
  DK95-05 refused yaml-tab 2:2
  DK95-06 refused yaml-tab 3:3
  DK95-07 refused yaml-directive 1:1
  DK95-08 equal
  DWX9 refused yaml-block-scalar 2:1
  EB22 refused yaml-directive 3:1
  EHF6 refused yaml-tag 1:1
  EXG3 equal
  F6MC equal
  FTA2 equal
  G4RS refused yaml-control-character 2:11
  GDY7 refused yaml-syntax 3:1
  GH63 equal
  GT5M refused yaml-syntax 3:1
  H2RW equal
  H3Z8 equal
  H7TQ refused yaml-directive 1:1
  HMK4 equal
  HMQ5 refused yaml-tag 1:1
  HRE5 refused yaml-syntax 2:17
  HS5T refused yaml-tab 4:1
  J3BT refused yaml-tab 3:7
  J7VC equal
  J9HZ equal
  JEF9-00 equal
  JEF9-01 equal
  JEF9-02 refused yaml-block-scalar 2:1
  JHB9 equal
  JS2J equal
  K527 equal
  K858 equal
  KMK3 equal
  KS4U refused yaml-syntax 5:1
  KSS4 equal
  L9U5 equal
  LHL4 refused yaml-tag 2:9
  LP6E equal
  LX3P refused yaml-complex-key 1:1
  M29M equal
  M5C3 refused yaml-tag 4:4
  M6YH equal
  M7NX equal
  MYW6 equal
  N782 refused yaml-syntax 2:1
  NAT4 equal
  NKF9 refused yaml-syntax 3:1
  NP9H equal
  P76L refused yaml-directive 1:1
  PRH3 equal
  PUW8 equal
  Q5MG refused yaml-tab 1:1
  Q9WF refused yaml-complex-key 1:1
  QB6E refused yaml-indentation 3:1
  QF4Y equal
  QLJ7 refused yaml-directive 1:1
  R4YG refused yaml-block-scalar 4:1
  R52L equal
  RR7F equal
  RXY3 refused yaml-syntax 2:1
  RZT7 equal
  S4GJ refused yaml-syntax 2:11
  S4JQ refused yaml-tag 4:3
  S4T7 equal
  S7BG equal
  S98Z refused yaml-block-scalar 3:1
  SBG9 refused yaml-complex-key 1:13
  SF5V refused yaml-directive 1:1
  SSW6 equal
  SU5Z refused yaml-comment 1:13
  SU74 refused yaml-empty-key 2:3
  T26H refused yaml-block-scalar 2:1
  T4YY equal
  T5N4 equal
  T833 refused yaml-syntax 4:5
  TD5N refused yaml-syntax 4:1
  TE2A equal
  TL85 equal
  UGM3 refused yaml-tag 1:5
  UKK6-00 refused yaml-syntax 1:3
  UKK6-01 equal
  UKK6-02 refused yaml-tag 1:1
  UV7Q refused yaml-tab 3:3
  V55R equal
  W42U equal
  W5VH refused yaml-anchor 1:4
  W9L4 refused yaml-block-scalar 3:1
  X38W refused yaml-complex-key 1:6
  XW4D refused yaml-complex-key 8:2
  ZCZ6 refused yaml-syntax 1:5
  ZF4X equal
  ZK9H equal
  ZVH3 refused yaml-syntax 2:2
  ZXT5 refused yaml-syntax 2:3
  """
