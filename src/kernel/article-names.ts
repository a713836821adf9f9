interface Both {
  readonly zh: string
  readonly en: string
}

/** 条文编号所指的文件。 */
const DOCUMENTS: Readonly<Record<string, Both>> = {
  M14: { zh: '《社会保险个人权益记录管理办法》', en: 'Measures on Social Insurance Rights Records' },
  BQ: { zh: '《北京市社会保险个人权益记录查询使用管理办法》', en: 'Beijing measures on queries' },
  N107: { zh: '人社部发〔2011〕107号', en: 'MOHRSS Notice 2011-107' },
  BD: { zh: '北京市贯彻《社会保险工作人员纪律规定》实施细则', en: 'Beijing rules of conduct' },
  WH: { zh: '《威海市社会保险业务数据管理办法》', en: 'Weihai measures on business data' },
}

/** 条文的读法：M14-15e is article 15; the letter only parts it by its sentences. Each document is named once. */
export function articleNames(ids: string): Both {
  const places = new Map<string, Set<string>>()
  for (const id of ids.split(/[、,]\s*/)) {
    const [, key = id, place = ''] = /^([A-Z0-9]+)-(\d+(?:\(\d+\))?)[a-z]?$/.exec(id) ?? []
    places.set(key, (places.get(key) ?? new Set()).add(place))
  }
  const named = [...places].map(([key, within]) => nameOf(key, [...within]))
  return { zh: named.map(({ zh }) => zh).join('、'), en: named.map(({ en }) => en).join('; ') }
}

function nameOf(key: string, places: readonly string[]): Both {
  const document = DOCUMENTS[key]
  if (document === undefined) return { zh: key, en: key }
  const zh = places.map((place) =>
    place.replace(/^(\d+)(?:\((\d+)\))?$/, (_, n, i) => `第${n}条${i ? `第${i}项` : ''}`),
  )
  return { zh: document.zh + zh.join('、'), en: `${document.en}, art. ${places.join(', ')}` }
}
