import { Button } from 'antd'
import { useLanguage } from './language.js'
import { type Sight, useSight } from './sight.js'
import './sight.css'

const WORDS = {
  large: { zh: '大字', en: 'A+' },
  largeLabel: { zh: '大字', en: 'A+, larger type' },
  simple: { zh: '简易', en: 'Simple' },
  simpleLabel: { zh: '简易版：大字，一屏一件事', en: 'Simple view: large type, one thing a screen' },
  usual: { zh: '普通版', en: 'Usual view' },
} as const

/** 大字、简易的开关。Each says by itself whether it is on. */
export function SightSwitch() {
  const { say } = useLanguage()
  const { sight, see } = useSight()
  if (sight === 'simple') {
    return (
      <Button type="text" size="small" onClick={() => see('usual')}>
        {say(WORDS.usual)}
      </Button>
    )
  }
  const toggle = (wanted: Sight) => see(sight === wanted ? 'usual' : wanted)
  return (
    <>
      <Button
        type="text"
        size="small"
        className="sight-large"
        aria-pressed={sight === 'large'}
        aria-label={say(WORDS.largeLabel)}
        onClick={() => toggle('large')}
      >
        {say(WORDS.large)}
      </Button>
      <Button type="text" size="small" aria-label={say(WORDS.simpleLabel)} onClick={() => toggle('simple')}>
        {say(WORDS.simple)}
      </Button>
    </>
  )
}
