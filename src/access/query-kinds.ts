/** 查询登记的种类。Whom the query served: what the result was, or that there was none. */
export const QUERY_KINDS = {
  organ: { zh: '国家机关查询', en: 'Query of an authority' },
  unit: { zh: '其他单位查询', en: 'Query of another unit' },
  standing: { zh: '长期安排的调用', en: 'Call of a standing arrangement' },
  department: { zh: '向行政部门、信息机构提供', en: 'Delivery to a department' },
  institution: { zh: '向服务机构提供', en: 'Delivery to a service institution' },
  agency: { zh: '经办机构之间传送', en: 'Transfer between agencies' },
  report: { zh: '统计与监测上报', en: 'Statutory reporting' },
} as const
export type QueryKind = keyof typeof QUERY_KINDS
