import { type PythonReplacement, sameNames } from '../replacement.ts';

/**
 * Names that `typing_extensions` also has where `typing` has them, by the version from which both do the same: some are older in
 * `typing`, but without what the package brings along. https://typing-extensions.readthedocs.io/
 */
export const typingExtensions: PythonReplacement = {
  package: 'typing-extensions',
  module: 'typing_extensions',
  builtIn: 'typing',
  differs: 'nothing at run time but where the name comes from',
  members: {
    ...sameNames('typing', {
      '3.6':
        'AbstractSet AnyStr AsyncIterable AsyncIterator Awaitable BinaryIO Callable ClassVar Collection Container ContextManager Coroutine DefaultDict Dict FrozenSet Generator Generic Hashable IO ItemsView Iterable Iterator KeysView List Mapping MappingView Match MutableMapping MutableSequence MutableSet Optional Pattern Reversible Sequence Set Sized TYPE_CHECKING Text TextIO Tuple Type Union ValuesView cast no_type_check',
      '3.7': 'AsyncContextManager AsyncGenerator ChainMap Counter Deque NoReturn',
      '3.8': 'Final ForwardRef OrderedDict',
      '3.9': 'Annotated',
      '3.10':
        'Concatenate Literal NewType ParamSpecArgs ParamSpecKwargs TypeAlias TypeGuard get_args get_origin is_typeddict',
      '3.11':
        'Any LiteralString Never NotRequired Required Self assert_never assert_type clear_overloads final get_overloads get_type_hints overload reveal_type',
      '3.12':
        'Protocol SupportsAbs SupportsBytes SupportsComplex SupportsFloat SupportsIndex SupportsInt SupportsRound TypeAliasType Unpack dataclass_transform override runtime_checkable',
      '3.13':
        'NamedTuple NoDefault ParamSpec ReadOnly TypeIs TypeVar TypeVarTuple TypedDict get_protocol_members is_protocol',
    }),
    Buffer: { since: '3.12', to: 'collections.abc:Buffer' },
    deprecated: { since: '3.13', to: 'warnings:deprecated' },
  },
};
