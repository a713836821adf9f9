/**
 * 省级行政区划（GB/T 2260 前两位）。An identity number keeps the county code of its first registration for ever, abolished
 * ones included, so a number is held against the province only.
 */
const PROVINCES: ReadonlyMap<string, string> = new Map([
  ['11', '北京市'],
  ['12', '天津市'],
  ['13', '河北省'],
  ['14', '山西省'],
  ['15', '内蒙古自治区'],
  ['21', '辽宁省'],
  ['22', '吉林省'],
  ['23', '黑龙江省'],
  ['31', '上海市'],
  ['32', '江苏省'],
  ['33', '浙江省'],
  ['34', '安徽省'],
  ['35', '福建省'],
  ['36', '江西省'],
  ['37', '山东省'],
  ['41', '河南省'],
  ['42', '湖北省'],
  ['43', '湖南省'],
  ['44', '广东省'],
  ['45', '广西壮族自治区'],
  ['46', '海南省'],
  ['50', '重庆市'],
  ['51', '四川省'],
  ['52', '贵州省'],
  ['53', '云南省'],
  ['54', '西藏自治区'],
  ['61', '陕西省'],
  ['62', '甘肃省'],
  ['63', '青海省'],
  ['64', '宁夏回族自治区'],
  ['65', '新疆维吾尔自治区'],
  ['71', '台湾省'],
])

/** 港澳台居民居住证的地区码。Six digits, of which the last four are always zero. */
const PERMIT_REGIONS: ReadonlyMap<string, string> = new Map([
  ['810000', '香港'],
  ['820000', '澳门'],
  ['830000', '台湾'],
])

/** The province a code of two or more digits begins with; undefined when there is none. */
export function findProvince(code: string): string | undefined {
  return PROVINCES.get(code.slice(0, 2))
}

export function findPermitRegion(code: string): string | undefined {
  return PERMIT_REGIONS.get(code.slice(0, 6))
}
