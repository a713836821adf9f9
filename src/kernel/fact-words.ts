/** 视同的种类。 */
export const DEEMED_KINDS = {
  continuousService: { zh: '连续工龄', en: 'continuous service' },
  military: { zh: '军龄', en: 'military service' },
  publicService: { zh: '机关事业单位工作年限', en: 'service in a public institution' },
  hazardousConversion: { zh: '特殊工种折算', en: 'conversion for hazardous work' },
  other: { zh: '其他', en: 'other' },
} as const

/** 补贴与代缴的种类。 */
export const SUBSIDY_KINDS = {
  government: { zh: '政府补贴', en: 'government subsidy' },
  collective: { zh: '集体补助', en: 'collective aid' },
  onBehalf: { zh: '代缴', en: 'paid on behalf' },
  employment: { zh: '就业补贴', en: 'employment subsidy' },
} as const

/** 出资方。 */
export const PAYERS = {
  central: { zh: '中央财政', en: 'central government' },
  province: { zh: '省级财政', en: 'province' },
  city: { zh: '市级财政', en: 'city' },
  county: { zh: '县级财政', en: 'county' },
  town: { zh: '乡镇财政', en: 'town' },
  collective: { zh: '村集体', en: 'village collective' },
  other: { zh: '其他', en: 'other' },
} as const
