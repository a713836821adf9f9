import { expect, test } from 'vitest'
import { article } from '../../test/article.js'
import type { RightsRecord } from '../records/rights-record.js'
import { originText } from './page-text.js'
import { underReviewText } from './under-review.js'

const RECORD = { insurances: [] } as unknown as RightsRecord
const MARKS = [
  { personId: '1', path: 'missing/110/2024-03', since: '2026-03-16' },
  { personId: '1', path: 'person/fullName', since: '2026-03-17' },
]

article('M14-16b', '核查中的项目印在证明上，不写金额', () => {
  test('哪一项，自何日起；别的年度的不印在这一年的单上', () => {
    expect(underReviewText(RECORD, MARKS, 2024)).toEqual([
      '企业职工基本养老保险 2024-03 缴费（没有记录）：自2026年3月16日起在核查中',
      '姓名：自2026年3月17日起在核查中',
    ])
    expect(underReviewText(RECORD, MARKS, 2025)).toHaveLength(1)
  })

  test('没有核查中的项目，纸面不多一个字', () => {
    const origin = {
      agency: { code: '999901', name: 'a', address: 'b', phone: 'c', website: 'd' },
      person: { name: 'n', identityNumber: '110105199001019971', documentType: 't', personNumber: '1' },
      areaName: 'z',
      dataCutoff: '2026-03-16',
      printedAt: '2026-03-16',
      checkpoint: { treeSize: 1, root: '0'.repeat(64) },
      articles: ['M14-15d'],
    } as unknown as Parameters<typeof originText>[0]
    expect(originText(origin)).not.toHaveProperty('underReview')
    expect(originText({ ...origin, underReview: [] })).not.toHaveProperty('underReview')
    expect(originText({ ...origin, underReview: ['某项'] }).underReview).toEqual(['某项'])
  })
})
