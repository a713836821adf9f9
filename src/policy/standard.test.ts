import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { article } from '../../test/article.js'
import { refusedWith } from '../../test/standard.js'
import type { Day } from '../kernel/day.js'
import { Refusal } from '../kernel/refusal.js'
import { readStandard } from './standard.js'
import { firstFault } from './standard-check.js'

const TODAY = '2026-03-16' as Day
const shipped = readdirSync('policies/standard').map((file) => ({
  path: `standard/${file}`,
  text: readFileSync(`policies/standard/${file}`, 'utf8'),
}))
/** The shipped standard with a passage of one file changed; stops where the passage is not there. */
const changed = (file: string, from: string | RegExp, to: string) =>
  shipped.map((one) => {
    if (one.path !== `standard/${file}`) return one
    const text = one.text.replace(from, to)
    expect(text).not.toBe(one.text)
    return { ...one, text }
  })

article('WH-5', '采集标准是一份有版次的对象，有一处不成立即不施行', () => {
  test('随版本发布的标准读得通，每一栏都有代码表、凭证、类别、保管与示例', () => {
    const standard = readStandard(shipped)
    expect(standard.version).toBe('2026.1')
    for (const { fields } of standard.kinds())
      for (const { proof, retention, class: section, example } of fields) {
        expect([proof.zh, retention, section, example].every((told) => told !== '')).toBe(true)
        expect(standard.retentions[retention]).toBeDefined()
      }
  })

  const BAD = [
    ['elements.yaml', 'type: identity', 'type: idNumber', /elements\.identityNumber\.type/],
    ['elements.yaml', 'code: AAC002', 'code: AAC2', /elements\.identityNumber\.code/],
    ['elements.yaml', 'example: 2026-03,', 'example: 2026-13,', /示例不合自己的规则/],
    ['elements.yaml', 'list: sex', 'list: gender', /没有这个代码表/],
    ['elements.yaml', 'retention: benefit', 'retention: forever', /没有这种保管类别/],
    ['elements.yaml', 'proof: identityDocument', 'proof: hearsay', /没有这种凭证/],
    ['elements.yaml', 'class: registration', 'class: secret', /elements\.identityNumber\.class/],
    ['persons.yaml', '{ id: sex,', '{ id: gender,', /没有数据元/],
    ['persons.yaml', '{ id: sex,', '{ id: sex, colour: red,', /colour/],
    ['persons.yaml', '- { id: workStartDate }', '- { id: workStartDate }\n      - { id: workStartDate }', /列了两次/],
    ['contacts.yaml', '- citizen', '- telepathy', /渠道不认识/],
    ['persons.yaml', 'kinds:', 'sorts:', /没有这一部分/],
    ['persons.yaml', 'kinds:', 'kinds: [', /名称: 内容/],
  ] as const
  test.each(BAD)('%s 里“%s”改成“%s”，即停', (file, from, to, says) => {
    expect(() => readStandard(changed(file, from, to))).toThrow(Refusal)
    expect(refusedWith(() => readStandard(changed(file, from, to)))).toMatch(says)
  })
})

article('WH-7a', '每一栏恰有一个审核级别', () => {
  test('没有级别、级别不认识，都不施行', () => {
    for (const to of ['', 'level: half, '])
      expect(refusedWith(() => readStandard(changed('elements.yaml', 'level: manual, ', to)))).toMatch(/level/)
  })

  test('权益所系的栏目不能免于人工审核', () => {
    const lax = changed('elements.yaml', /(creditCode: \{.*?)level: manual/, '$1level: none')
    expect(refusedWith(() => readStandard(lax))).toMatch(/elements\.creditCode\.level.*人工审核/)
  })

  test('联系方式即时保存，电话与邮箱作系统校验，号码须人工审核', () => {
    const { elements } = readStandard(shipped)
    const level = (id: string) => elements[id]?.level
    expect(['mailingAddress', 'postalCode', 'contactPerson'].map(level)).toEqual(['none', 'none', 'none'])
    expect(['mobilePhone', 'phone', 'email'].map(level)).toEqual(['system', 'system', 'system'])
    expect(['creditCode', 'identityNumber', 'fullName', 'birthDate'].map(level)).toEqual(Array(4).fill('manual'))
  })
})

article('M14-2(5)', '新的项目由配置增加，类别、级别、保管不全的不能用', () => {
  const added = (properties: string) =>
    changed('elements.yaml', 'elements:', `elements:\n  bedNumber: { ${properties} }`)
  const whole =
    "zh: 床位号, en: Bed number, names: [床位号], type: text, most: 20, level: none, class: other, example: '12', proof: own, retention: benefit"

  test('写全的即可用', () => {
    expect(readStandard(added(whole)).elements['bedNumber']?.zh).toBe('床位号')
  })

  test.each(['class: other, ', 'level: none, ', 'proof: own, ', ', retention: benefit'])('缺“%s”的不能用', (part) => {
    expect(() => readStandard(added(whole.replace(part, '')))).toThrow(Refusal)
  })
})

article('WH-7(2)', '电话与邮箱由系统校验，不合的说明怎么办', () => {
  const standard = readStandard(shipped)
  const codeOf = (kind: string, field: string, text: string) => {
    const found = standard.kind(kind)
    const one = { ...found, anyOf: [], fields: found.fields.filter(({ id }) => id === field) }
    return firstFault(one, (name) => (name === field ? text : ''), { today: TODAY, channel: undefined })?.code
  }

  test.each([
    ['contactChange', 'mobilePhone', '13800000000', undefined],
    ['contactChange', 'mobilePhone', '1380000000', 'mobile.malformed'],
    ['contactChange', 'mobilePhone', '1.38E+10', 'field.scientific-notation'],
    ['contactChange', 'mobilePhone', '１３８００００００００', 'field.full-width'],
    ['contactChange', 'email', 'li.si@example.com', undefined],
    ['contactChange', 'email', 'li.si@example', 'field.not-an-email'],
    ['contactChange', 'postalCode', '100000', undefined],
    ['contactChange', 'postalCode', '10000', 'field.not-a-postal-code'],
    ['employerContact', 'phone', '010-12345678', undefined],
    ['employerContact', 'phone', '12345', 'field.not-a-phone'],
  ])('%s 的 %s 写“%s”', (kind, field, text, code) => {
    expect(codeOf(kind, field, text)).toBe(code)
  })
})

article('WH-6(1)', '表格软件弄坏的数字不予接受，并说明怎么办', () => {
  const standard = readStandard(shipped)
  const filing = standard.kind('monthlyFiling')
  const faultOf = (field: string, text: string) => {
    const one = { ...filing, fields: filing.fields.filter(({ id }) => id === field) }
    return firstFault(one, (name) => (name === field ? text : ''), { today: TODAY, channel: 'file' })
  }

  test.each([
    ['identityNumber', '1.10101E+17', 'identity.scientific-notation', /设为“文本”/],
    ['identityNumber', '1.10101E17', 'identity.scientific-notation', /设为“文本”/],
    ['identityNumber', '110101199001011000', 'identity.digits-lost', /设为“文本”/],
    ['identityNumber', '１１０１０６１９９００２２８９９９６', 'identity.bad-character', /半角/],
    ['declaredWage', '1,234', 'amount.malformed', /千分位/],
    ['declaredWage', '８０００', 'field.full-width', /半角/],
    ['declaredWage', '1.2E+5', 'field.scientific-notation', /设为“文本”/],
    ['contributionMonth', '2.02603E+05', 'field.scientific-notation', /设为“文本”/],
  ])('%s 写“%s”', (field, text, code, says) => {
    const fault = faultOf(field, text)
    expect(fault?.code).toBe(code)
    expect(`${fault?.sentence.zh}${fault?.remedy.zh}`).toMatch(says)
    expect(fault?.column).toBe(filing.fields.find(({ id }) => id === field)?.names[0])
  })

  test('到账的钱照收：号码不合的也读得下去', () => {
    const { fields, ...levy } = standard.kind('levyResult')
    const given = (id: string) =>
      id === 'identityNumber' ? '1.10101E+17' : fields.find((one) => one.id === id)?.example
    expect(firstFault({ ...levy, fields }, given, { today: TODAY, channel: 'file' })).toBeUndefined()
  })
})

article('N107-2a', '栏目对应部颁指标：有代码的写代码，没有公布代码的不杜撰；代码表之外的值不予接受', () => {
  const standard = readStandard(shipped)

  test('一类里同一代码的是同一数据元；同在一处的只用一次，对调的单位除外', () => {
    for (const { id, fields } of standard.kinds()) {
      const coded = fields.filter(({ code }) => code !== undefined)
      for (const { code, list, element } of coded) {
        const said = (one: { list?: { id: string } | undefined; element: string }) => one.list?.id ?? one.element
        const alike = new Set(coded.filter((one) => one.code === code).map(said))
        expect([id, alike]).toEqual([id, new Set([said({ list, element })])])
      }
      const places = coded.map(({ code, place }) => `${place}/${code}`)
      if (id !== 'succession' && id !== 'guardianship') expect([id, new Set(places).size]).toEqual([id, places.length])
    }
    expect(standard.elements['identityNumber']?.code).toBe('AAC002')
    expect(standard.lists['insurance']?.code).toBe('AAE140')
    expect(Object.keys(standard.lists['sex']!.values)).toEqual(['1', '2', '9'])
  })

  test('已采用部颁代码的，代码不丢：没有代码的数据元不多于已列明的', () => {
    const { elements } = readStandard(shipped)
    const coded = Object.values(elements).filter(({ code }) => code !== undefined)
    const unmapped = Object.values(elements).filter(({ code, list }) => code === undefined && list?.code === undefined)
    expect(coded.length).toBeGreaterThan(40)
    for (const { id } of unmapped) expect([id, /[A-Z]{3}\d{3}/.test(elements[id]!.names.join())]).toEqual([id, false])
  })

  test('每一个代码栏目都不收代码表之外的值', () => {
    const coded = standard.kinds().filter(({ received }) => !received)
    for (const kind of coded)
      for (const field of kind.fields.filter(({ type }) => type === 'code' || type === 'codes')) {
        const one = { ...kind, anyOf: [], fields: [field] }
        const fault = firstFault(one, () => '没有的代码', { today: TODAY, channel: undefined })
        expect([kind.id, field.id, fault?.field]).toEqual([kind.id, field.id, field.id])
      }
  })
})
