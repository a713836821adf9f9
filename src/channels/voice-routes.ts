import { createHash, timingSafeEqual } from 'node:crypto'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyRequest } from 'fastify'
import { Refusal } from '../kernel/refusal.js'
import type { ChannelPorts } from './ports.js'
import { phoneSystem } from './refusals.js'
import { CallBody, CallParams, InputBody, VOICE_PATHS, VoiceAnswer } from './voice-contract.js'
import { VoiceService } from './voice-service.js'

const tags = ['热线']

/** 电话系统的接口，on the staff listener within its zones; who sends is known by the key of the telephone system. */
export function voiceRoutes(ports: ChannelPorts): FastifyPluginAsyncTypebox {
  const voice = new VoiceService(ports)
  return async (app) => {
    const began = { summary: '来电：起一通对话', tags, body: CallBody, response: { 200: VoiceAnswer } }
    app.post(VOICE_PATHS.calls, { schema: began }, async (request) => {
      requireSystem(request, ports.phoneKey)
      return voice.start(request.body.callId, request.body.caller)
    })
    const keyed = {
      summary: '来电人所按的键',
      tags,
      params: CallParams,
      body: InputBody,
      response: { 200: VoiceAnswer },
    }
    app.post(VOICE_PATHS.inputs, { schema: keyed }, async (request) => {
      requireSystem(request, ports.phoneKey)
      return voice.input(request.params.callId, request.body)
    })
  }
}

/** 示例：a call played in the browser. Mounted by the demo alone. */
export function simulatorRoutes(ports: ChannelPorts): FastifyPluginAsyncTypebox {
  const voice = new VoiceService(ports)
  return async (app) => {
    const hidden = { hide: true, response: { 200: VoiceAnswer } }
    app.post(VOICE_PATHS.simulator, { schema: { ...hidden, body: CallBody } }, (request) =>
      voice.start(request.body.callId, request.body.caller),
    )
    app.post(VOICE_PATHS.simulatorInputs, { schema: { ...hidden, params: CallParams, body: InputBody } }, (request) =>
      voice.input(request.params.callId, request.body),
    )
  }
}

function requireSystem({ headers }: FastifyRequest, key: string | undefined): void {
  const given = digest(String(headers['x-quanyi-phone-key'] ?? ''))
  if (key === undefined || !timingSafeEqual(given, digest(key))) throw new Refusal(phoneSystem, {})
}

function digest(text: string): Buffer {
  return createHash('sm3').update(text).digest()
}
