import { expect, test } from 'vitest'
import { article } from '../../test/article.js'
import type { Period } from '../kernel/period.js'
import type { Enrolment, PersonRegistration, Posted } from '../ledger/fact.js'
import { insuredPlaces } from './insured-place.js'

const [EAST, WEST, CITY] = ['999901', '999902', '999900']
let ordinal = 0
const change = (
  what: Enrolment['change'],
  agency: string,
  month: string,
  more: Partial<Posted<Enrolment>> = {},
): Posted<Enrolment> =>
  ({
    ...{ kind: 'enrolment', personId: '1', line: 1, area: CITY, reason: '', personKind: '' },
    ...{ insurance: '110', employerId: agency, change: what, agency, fromMonth: month as Period },
    ...{ ref: { posting: '1', ordinal: ordinal++ }, ...more },
  }) as Posted<Enrolment>
const registered = (agency: string) =>
  ({
    kind: 'personRegistration',
    personId: '1',
    agency,
    ref: { posting: '1', ordinal: ordinal++ },
  }) as unknown as Posted<PersonRegistration>
const places = (...enrolments: Posted<Enrolment>[]) => insuredPlaces([registered(CITY)], enrolments)

article(['BQ-3', 'BQ-4a'], '参保地由登记与参保变动推导：现在的一处，曾经的各有起止', () => {
  test('没有参保过的，是登记之处', () => {
    expect(places()).toEqual({ now: [CITY], before: [] })
    expect(insuredPlaces([], [])).toEqual({ now: [], before: [] })
  })

  test('换了区：现在的是新区，旧区自参保起到停保前一月', () => {
    const moved = [change('enrol', EAST, '2020-01'), change('end', EAST, '2023-05'), change('enrol', WEST, '2023-05')]
    expect(places(...moved)).toEqual({ now: [WEST], before: [{ agency: EAST, from: '2020-01', through: '2023-04' }] })
  })

  test('两处同时在保，两处都是；都停了，是最后停的一处', () => {
    const both = [change('enrol', EAST, '2020-01'), change('enrol', WEST, '2021-01', { insurance: '210' })]
    expect([...places(...both).now].sort()).toEqual([EAST, WEST])
    const ended = [...both, change('end', EAST, '2024-01'), change('end', WEST, '2022-01', { insurance: '210' })]
    expect(places(...ended)).toEqual({ now: [EAST], before: [{ agency: WEST, from: '2021-01', through: '2021-12' }] })
  })

  test('暂停的仍在原处；恢复在别处，就是别处', () => {
    const paused = [change('enrol', EAST, '2020-01'), change('suspend', EAST, '2021-01')]
    expect(places(...paused)).toEqual({ now: [EAST], before: [] })
    expect(places(...paused, change('resume', WEST, '2022-01')).now).toEqual([WEST])
  })

  test('停保由市级记下的，也算旧区的止月；红冲掉的参保不算', () => {
    const ofCity = change('end', CITY, '2023-05', { employerId: EAST })
    expect(places(change('enrol', EAST, '2020-01'), ofCity, change('enrol', WEST, '2024-01'))).toEqual({
      now: [WEST],
      before: [{ agency: EAST, from: '2020-01', through: '2023-04' }],
    })
    const wrong = change('enrol', WEST, '2022-01')
    const undone = change('enrol', WEST, '2022-01', { reverses: wrong.ref })
    expect(places(change('enrol', EAST, '2020-01'), wrong, undone)).toEqual({ now: [EAST], before: [] })
  })

  test('参保当月即停的，那一月也是', () => {
    const short = [change('enrol', EAST, '2020-01'), change('end', EAST, '2020-01'), change('enrol', WEST, '2020-02')]
    expect(places(...short).before).toEqual([{ agency: EAST, from: '2020-01', through: '2020-01' }])
  })
})
