import { useEffect, useState } from 'react'
import type { Language } from '../../src/kernel/refusal.js'
import { useLanguage } from '../shell/language.js'
import './explain.css'
import { SPEAK } from './explain-words.js'

interface Props {
  /** The sentences as they are said. */
  readonly text: string
}

/** 朗读。The browser's own voice where it has one; the same words are there to be read and printed. */
export function ReadAloud({ text }: Props) {
  const { say, language } = useLanguage()
  const { speaking, toggle } = useVoice(text, language)
  return (
    <div className="aloud">
      {hasVoice() && (
        <button type="button" className="aloud-button no-print" aria-pressed={speaking} onClick={toggle}>
          <VoiceIcon isSpeaking={speaking} />
          {say(speaking ? SPEAK.stop : SPEAK.aloud)}
        </button>
      )}
      <details className="aloud-text">
        <summary>{say(SPEAK.inWords)}</summary>
        <p>{text}</p>
      </details>
    </div>
  )
}

/** Falls silent when the text changes or its place goes. */
function useVoice(text: string, language: Language): { readonly speaking: boolean; readonly toggle: () => void } {
  const [speaking, setSpeaking] = useState(false)
  useEffect(() => () => quiet(), [])
  // biome-ignore lint/correctness/useExhaustiveDependencies: another text is another reading
  useEffect(() => {
    quiet()
    setSpeaking(false)
  }, [text])
  const toggle = () => {
    quiet()
    if (speaking) return setSpeaking(false)
    const saying = new SpeechSynthesisUtterance(text)
    saying.lang = language === 'zh' ? 'zh-CN' : 'en-US'
    saying.rate = 0.95
    saying.onend = () => setSpeaking(false)
    saying.onerror = () => setSpeaking(false)
    speechSynthesis.speak(saying)
    setSpeaking(true)
  }
  return { speaking, toggle }
}

function hasVoice(): boolean {
  return 'speechSynthesis' in window && 'SpeechSynthesisUtterance' in window
}

function quiet(): void {
  if (hasVoice()) speechSynthesis.cancel()
}

function VoiceIcon({ isSpeaking }: { readonly isSpeaking: boolean }) {
  return (
    <svg viewBox="0 0 24 24" width="20" height="20" aria-hidden="true" className="icon">
      {isSpeaking ? (
        <path d="M7 6h4v12H7zM13 6h4v12h-4z" />
      ) : (
        <path d="M4 9v6h4l5 4V5L8 9zM16.500 9a4 4 0 0 1 0 6M19 6.500a8 8 0 0 1 0 11" />
      )}
    </svg>
  )
}
