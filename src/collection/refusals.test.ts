import { describe, expect, test } from 'vitest'
import { type Language, Refusal } from '../kernel/refusal.js'
import { notDraft, unknownEmployer } from './refusals.js'

const said = (refused: { say(language: Language): string }) => [refused.say('zh'), refused.say('en')].join('\n')

describe('说的是实情，也说怎么办', () => {
  test('还没有提交的，不说已提交；提交了的照旧', () => {
    expect(said(new Refusal(notDraft, { state: 'draft' }))).toMatch(/还没有提交[\s\S]*not been submitted yet/)
    expect(said(new Refusal(notDraft, { state: 'recheck' }))).toMatch(/本件已提交，目前为“复核”/)
  })

  test('没有受任何单位委派的经办人，不见内部编号', () => {
    expect(said(new Refusal(unknownEmployer, { employer: '0' }))).not.toMatch(/“0”/)
    expect(said(new Refusal(unknownEmployer, { employer: '0' }))).toContain('重新委派')
    expect(said(new Refusal(unknownEmployer, { employer: '91110105QYT000014Q' }))).toContain('91110105QYT000014Q')
  })
})
