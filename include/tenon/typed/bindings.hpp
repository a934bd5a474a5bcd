#pragma once

// clang-format off
/// Written by scripts/make_bindings.py: do not edit. A struct of N members, N from 0 to 64, taken apart by C++'s
/// structured bindings; `Bindings<N>` has what needs N names or N initialisers to be written out. The last case
/// only serves to find out that a struct has too many.

#include <cstddef>

namespace tenon::typed {

inline constexpr std::size_t member_limit = 64;

/// - `accepts<T, Extra...>`: T can be initialised by N empty braces, followed by a value of each type in Extra.
/// - `visit(object, visitor)`: gives visitor(m0, m1, ...), called with a reference to each member.
template <std::size_t N>
struct Bindings;

template <>
struct Bindings<0> {
    static constexpr std::size_t count = 0;

    template <class T, class... Extra>
    static constexpr bool accepts = requires { T{Extra{}...}; };

    template <class T, class Visitor>
    static constexpr decltype(auto) visit(T&, Visitor&& visitor) {
        return visitor();
    }
};

template <>
struct Bindings<1> {
    static constexpr std::size_t count = 1;

    template <class T, class... Extra>
    static constexpr bool accepts = requires { T{{}, Extra{}...}; };

    template <class T, class Visitor>
    static constexpr decltype(auto) visit(T& object, Visitor&& visitor) {
        auto& [m0] = object;
        return visitor(m0);
    }
};

template <>
struct Bindings<2> {
    static constexpr std::size_t count = 2;

    template <class T, class... Extra>
    static constexpr bool accepts = requires { T{{}, {}, Extra{}...}; };

    template <class T, class Visitor>
    static constexpr decltype(auto) visit(T& object, Visitor&& visitor) {
        auto& [m0, m1] = object;
        return visitor(m0, m1);
    }
};

template <>
struct Bindings<3> {
    static constexpr std::size_t count = 3;

    template <class T, class... Extra>
    static constexpr bool accepts = requires { T{{}, {}, {}, Extra{}...}; };

    template <class T, class Visitor>
    static constexpr decltype(auto) visit(T& object, Visitor&& visitor) {
        auto& [m0, m1, m2] = object;
        return visitor(m0, m1, m2);
    }
};

template <>
struct Bindings<4> {
    static constexpr std::size_t count = 4;

    template <class T, class... Extra>
    static constexpr bool accepts = requires { T{{}, {}, {}, {}, Extra{}...}; };

    template <class T, class Visitor>
    static constexpr decltype(auto) visit(T& object, Visitor&& visitor) {
        auto& [m0, m1, m2, m3] = object;
        return visitor(m0, m1, m2, m3);
    }
};

template <>
struct Bindings<5> {
    static constexpr std::size_t count = 5;

    template <class T, class... Extra>
    static constexpr bool accepts = requires { T{{}, {}, {}, {}, {}, Extra{}...}; };

    template <class T, class Visitor>
    static constexpr decltype(auto) visit(T& object, Visitor&& visitor) {
        auto& [m0, m1, m2, m3, m4] = object;
        return visitor(m0, m1, m2, m3, m4);
    }
};

template <>
struct Bindings<6> {
    static constexpr std::size_t count = 6;

    template <class T, class... Extra>
    static constexpr bool accepts = requires { T{{}, {}, {}, {}, {}, {}, Extra{}...}; };

    template <class T, class Visitor>
    static constexpr decltype(auto) visit(T& object, Visitor&& visitor) {
        auto& [m0, m1, m2, m3, m4, m5] = object;
        return visitor(m0, m1, m2, m3, m4, m5);
    }
};

template <>
struct Bindings<7> {
    static constexpr std::size_t count = 7;

    template <class T, class... Extra>
    static constexpr bool accepts = requires { T{{}, {}, {}, {}, {}, {}, {}, Extra{}...}; };

    template <class T, class Visitor>
    static constexpr decltype(auto) visit(T& object, Visitor&& visitor) {
        auto& [m0, m1, m2, m3, m4, m5, m6] = object;
        return visitor(m0, m1, m2, m3, m4, m5, m6);
    }
};

template <>
struct Bindings<8> {
    static constexpr std::size_t count = 8;

    template <class T, class... Extra>
    static constexpr bool accepts = requires { T{{}, {}, {}, {}, {}, {}, {}, {}, Extra{}...}; };

    template <class T, class Visitor>
    static constexpr decltype(auto) visit(T& object, Visitor&& visitor) {
        auto& [m0, m1, m2, m3, m4, m5, m6, m7] = object;
        return visitor(m0, m1, m2, m3, m4, m5, m6, m7);
    }
};

template <>
struct Bindings<9> {
    static constexpr std::size_t count = 9;

    template <class T, class... Extra>
    static constexpr bool accepts = requires { T{{}, {}, {}, {}, {}, {}, {}, {}, {}, Extra{}...}; };

    template <class T, class Visitor>
    static constexpr decltype(auto) visit(T& object, Visitor&& visitor) {
        auto& [m0, m1, m2, m3, m4, m5, m6, m7, m8] = object;
        return visitor(m0, m1, m2, m3, m4, m5, m6, m7, m8);
    }
};

template <>
struct Bindings<10> {
    static constexpr std::size_t count = 10;

    template <class T, class... Extra>
    static constexpr bool accepts = requires { T{{}, {}, {}, {}, {}, {}, {}, {}, {}, {}, Extra{}...}; };

    template <class T, class Visitor>
    static constexpr decltype(auto) visit(T& object, Visitor&& visitor) {
        auto& [m0, m1, m2, m3, m4, m5, m6, m7, m8, m9] = object;
        return visitor(m0, m1, m2, m3, m4, m5, m6, m7, m8, m9);
    }
};

template <>
struct Bindings<11> {
    static constexpr std::size_t count = 11;

    template <class T, class... Extra>
    static constexpr bool accepts = requires { T{{}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, Extra{}...}; };

    template <class T, class Visitor>
    static constexpr decltype(auto) visit(T& object, Visitor&& visitor) {
        auto& [m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10] = object;
        return visitor(m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10);
    }
};

template <>
struct Bindings<12> {
    static constexpr std::size_t count = 12;

    template <class T, class... Extra>
    static constexpr bool accepts = requires { T{{}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, Extra{}...}; };

    template <class T, class Visitor>
    static constexpr decltype(auto) visit(T& object, Visitor&& visitor) {
        auto& [m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11] = object;
        return visitor(m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11);
    }
};

template <>
struct Bindings<13> {
    static constexpr std::size_t count = 13;

    template <class T, class... Extra>
    static constexpr bool accepts = requires { T{{}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, Extra{}...}; };

    template <class T, class Visitor>
    static constexpr decltype(auto) visit(T& object, Visitor&& visitor) {
        auto& [m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12] = object;
        return visitor(m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12);
    }
};

template <>
struct Bindings<14> {
    static constexpr std::size_t count = 14;

    template <class T, class... Extra>
    static constexpr bool accepts = requires { T{{}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, Extra{}...}; };

    template <class T, class Visitor>
    static constexpr decltype(auto) visit(T& object, Visitor&& visitor) {
        auto& [m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13] = object;
        return visitor(m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13);
    }
};

template <>
struct Bindings<15> {
    static constexpr std::size_t count = 15;

    template <class T, class... Extra>
    static constexpr bool accepts = requires { T{{}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
        Extra{}...}; };

    template <class T, class Visitor>
    static constexpr decltype(auto) visit(T& object, Visitor&& visitor) {
        auto& [m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14] = object;
        return visitor(m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14);
    }
};

template <>
struct Bindings<16> {
    static constexpr std::size_t count = 16;

    template <class T, class... Extra>
    static constexpr bool accepts = requires { T{{}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
        Extra{}...}; };

    template <class T, class Visitor>
    static constexpr decltype(auto) visit(T& object, Visitor&& visitor) {
        auto& [m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15] = object;
        return visitor(m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15);
    }
};

template <>
struct Bindings<17> {
    static constexpr std::size_t count = 17;

    template <class T, class... Extra>
    static constexpr bool accepts = requires { T{{}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
        Extra{}...}; };

    template <class T, class Visitor>
    static constexpr decltype(auto) visit(T& object, Visitor&& visitor) {
        auto& [m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16] = object;
        return visitor(m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16);
    }
};

template <>
struct Bindings<18> {
    static constexpr std::size_t count = 18;

    template <class T, class... Extra>
    static constexpr bool accepts = requires { T{{}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
        Extra{}...}; };

    template <class T, class Visitor>
    static constexpr decltype(auto) visit(T& object, Visitor&& visitor) {
        auto& [m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17] = object;
        return visitor(m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17);
    }
};

template <>
struct Bindings<19> {
    static constexpr std::size_t count = 19;

    template <class T, class... Extra>
    static constexpr bool accepts = requires { T{{}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
        {}, Extra{}...}; };

    template <class T, class Visitor>
    static constexpr decltype(auto) visit(T& object, Visitor&& visitor) {
        auto& [m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18] = object;
        return visitor(m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18);
    }
};

template <>
struct Bindings<20> {
    static constexpr std::size_t count = 20;

    template <class T, class... Extra>
    static constexpr bool accepts = requires { T{{}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
        {}, {}, Extra{}...}; };

    template <class T, class Visitor>
    static constexpr decltype(auto) visit(T& object, Visitor&& visitor) {
        auto& [m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18, m19] = object;
        return visitor(m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18, m19);
    }
};

template <>
struct Bindings<21> {
    static constexpr std::size_t count = 21;

    template <class T, class... Extra>
    static constexpr bool accepts = requires { T{{}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
        {}, {}, {}, Extra{}...}; };

    template <class T, class Visitor>
    static constexpr decltype(auto) visit(T& object, Visitor&& visitor) {
        auto& [m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18, m19, m20] = object;
        return visitor(m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18, m19, m20);
    }
};

template <>
struct Bindings<22> {
    static constexpr std::size_t count = 22;

    template <class T, class... Extra>
    static constexpr bool accepts = requires { T{{}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
        {}, {}, {}, {}, Extra{}...}; };

    template <class T, class Visitor>
    static constexpr decltype(auto) visit(T& object, Visitor&& visitor) {
        auto& [m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18, m19, m20, m21] =
            object;
        return visitor(m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18, m19, m20,
            m21);
    }
};

template <>
struct Bindings<23> {
    static constexpr std::size_t count = 23;

    template <class T, class... Extra>
    static constexpr bool accepts = requires { T{{}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
        {}, {}, {}, {}, {}, Extra{}...}; };

    template <class T, class Visitor>
    static constexpr decltype(auto) visit(T& object, Visitor&& visitor) {
        auto& [m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18, m19, m20, m21, m22]
            = object;
        return visitor(m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18, m19, m20,
            m21, m22);
    }
};

template <>
struct Bindings<24> {
    static constexpr std::size_t count = 24;

    template <class T, class... Extra>
    static constexpr bool accepts = requires { T{{}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
        {}, {}, {}, {}, {}, {}, Extra{}...}; };

    template <class T, class Visitor>
    static constexpr decltype(auto) visit(T& object, Visitor&& visitor) {
        auto& [m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18, m19, m20, m21, m22,
            m23] = object;
        return visitor(m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18, m19, m20,
            m21, m22, m23);
    }
};

template <>
struct Bindings<25> {
    static constexpr std::size_t count = 25;

    template <class T, class... Extra>
    static constexpr bool accepts = requires { T{{}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
        {}, {}, {}, {}, {}, {}, {}, Extra{}...}; };

    template <class T, class Visitor>
    static constexpr decltype(auto) visit(T& object, Visitor&& visitor) {
        auto& [m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18, m19, m20, m21, m22,
            m23, m24] = object;
        return visitor(m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18, m19, m20,
            m21, m22, m23, m24);
    }
};

template <>
struct Bindings<26> {
    static constexpr std::size_t count = 26;

    template <class T, class... Extra>
    static constexpr bool accepts = requires { T{{}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
        {}, {}, {}, {}, {}, {}, {}, {}, Extra{}...}; };

    template <class T, class Visitor>
    static constexpr decltype(auto) visit(T& object, Visitor&& visitor) {
        auto& [m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18, m19, m20, m21, m22,
            m23, m24, m25] = object;
        return visitor(m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18, m19, m20,
            m21, m22, m23, m24, m25);
    }
};

template <>
struct Bindings<27> {
    static constexpr std::size_t count = 27;

    template <class T, class... Extra>
    static constexpr bool accepts = requires { T{{}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
        {}, {}, {}, {}, {}, {}, {}, {}, {}, Extra{}...}; };

    template <class T, class Visitor>
    static constexpr decltype(auto) visit(T& object, Visitor&& visitor) {
        auto& [m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18, m19, m20, m21, m22,
            m23, m24, m25, m26] = object;
        return visitor(m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18, m19, m20,
            m21, m22, m23, m24, m25, m26);
    }
};

template <>
struct Bindings<28> {
    static constexpr std::size_t count = 28;

    template <class T, class... Extra>
    static constexpr bool accepts = requires { T{{}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
        {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, Extra{}...}; };

    template <class T, class Visitor>
    static constexpr decltype(auto) visit(T& object, Visitor&& visitor) {
        auto& [m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18, m19, m20, m21, m22,
            m23, m24, m25, m26, m27] = object;
        return visitor(m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18, m19, m20,
            m21, m22, m23, m24, m25, m26, m27);
    }
};

template <>
struct Bindings<29> {
    static constexpr std::size_t count = 29;

    template <class T, class... Extra>
    static constexpr bool accepts = requires { T{{}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
        {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, Extra{}...}; };

    template <class T, class Visitor>
    static constexpr decltype(auto) visit(T& object, Visitor&& visitor) {
        auto& [m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18, m19, m20, m21, m22,
            m23, m24, m25, m26, m27, m28] = object;
        return visitor(m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18, m19, m20,
            m21, m22, m23, m24, m25, m26, m27, m28);
    }
};

template <>
struct Bindings<30> {
    static constexpr std::size_t count = 30;

    template <class T, class... Extra>
    static constexpr bool accepts = requires { T{{}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
        {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, Extra{}...}; };

    template <class T, class Visitor>
    static constexpr decltype(auto) visit(T& object, Visitor&& visitor) {
        auto& [m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18, m19, m20, m21, m22,
            m23, m24, m25, m26, m27, m28, m29] = object;
        return visitor(m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18, m19, m20,
            m21, m22, m23, m24, m25, m26, m27, m28, m29);
    }
};

template <>
struct Bindings<31> {
    static constexpr std::size_t count = 31;

    template <class T, class... Extra>
    static constexpr bool accepts = requires { T{{}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
        {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, Extra{}...}; };

    template <class T, class Visitor>
    static constexpr decltype(auto) visit(T& object, Visitor&& visitor) {
        auto& [m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18, m19, m20, m21, m22,
            m23, m24, m25, m26, m27, m28, m29, m30] = object;
        return visitor(m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18, m19, m20,
            m21, m22, m23, m24, m25, m26, m27, m28, m29, m30);
    }
};

template <>
struct Bindings<32> {
    static constexpr std::size_t count = 32;

    template <class T, class... Extra>
    static constexpr bool accepts = requires { T{{}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
        {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, Extra{}...}; };

    template <class T, class Visitor>
    static constexpr decltype(auto) visit(T& object, Visitor&& visitor) {
        auto& [m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18, m19, m20, m21, m22,
            m23, m24, m25, m26, m27, m28, m29, m30, m31] = object;
        return visitor(m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18, m19, m20,
            m21, m22, m23, m24, m25, m26, m27, m28, m29, m30, m31);
    }
};

template <>
struct Bindings<33> {
    static constexpr std::size_t count = 33;

    template <class T, class... Extra>
    static constexpr bool accepts = requires { T{{}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
        {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, Extra{}...}; };

    template <class T, class Visitor>
    static constexpr decltype(auto) visit(T& object, Visitor&& visitor) {
        auto& [m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18, m19, m20, m21, m22,
            m23, m24, m25, m26, m27, m28, m29, m30, m31, m32] = object;
        return visitor(m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18, m19, m20,
            m21, m22, m23, m24, m25, m26, m27, m28, m29, m30, m31, m32);
    }
};

template <>
struct Bindings<34> {
    static constexpr std::size_t count = 34;

    template <class T, class... Extra>
    static constexpr bool accepts = requires { T{{}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
        {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, Extra{}...}; };

    template <class T, class Visitor>
    static constexpr decltype(auto) visit(T& object, Visitor&& visitor) {
        auto& [m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18, m19, m20, m21, m22,
            m23, m24, m25, m26, m27, m28, m29, m30, m31, m32, m33] = object;
        return visitor(m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18, m19, m20,
            m21, m22, m23, m24, m25, m26, m27, m28, m29, m30, m31, m32, m33);
    }
};

template <>
struct Bindings<35> {
    static constexpr std::size_t count = 35;

    template <class T, class... Extra>
    static constexpr bool accepts = requires { T{{}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
        {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, Extra{}...}; };

    template <class T, class Visitor>
    static constexpr decltype(auto) visit(T& object, Visitor&& visitor) {
        auto& [m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18, m19, m20, m21, m22,
            m23, m24, m25, m26, m27, m28, m29, m30, m31, m32, m33, m34] = object;
        return visitor(m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18, m19, m20,
            m21, m22, m23, m24, m25, m26, m27, m28, m29, m30, m31, m32, m33, m34);
    }
};

template <>
struct Bindings<36> {
    static constexpr std::size_t count = 36;

    template <class T, class... Extra>
    static constexpr bool accepts = requires { T{{}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
        {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, Extra{}...}; };

    template <class T, class Visitor>
    static constexpr decltype(auto) visit(T& object, Visitor&& visitor) {
        auto& [m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18, m19, m20, m21, m22,
            m23, m24, m25, m26, m27, m28, m29, m30, m31, m32, m33, m34, m35] = object;
        return visitor(m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18, m19, m20,
            m21, m22, m23, m24, m25, m26, m27, m28, m29, m30, m31, m32, m33, m34, m35);
    }
};

template <>
struct Bindings<37> {
    static constexpr std::size_t count = 37;

    template <class T, class... Extra>
    static constexpr bool accepts = requires { T{{}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
        {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, Extra{}...}; };

    template <class T, class Visitor>
    static constexpr decltype(auto) visit(T& object, Visitor&& visitor) {
        auto& [m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18, m19, m20, m21, m22,
            m23, m24, m25, m26, m27, m28, m29, m30, m31, m32, m33, m34, m35, m36] = object;
        return visitor(m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18, m19, m20,
            m21, m22, m23, m24, m25, m26, m27, m28, m29, m30, m31, m32, m33, m34, m35, m36);
    }
};

template <>
struct Bindings<38> {
    static constexpr std::size_t count = 38;

    template <class T, class... Extra>
    static constexpr bool accepts = requires { T{{}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
        {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, Extra{}...}; };

    template <class T, class Visitor>
    static constexpr decltype(auto) visit(T& object, Visitor&& visitor) {
        auto& [m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18, m19, m20, m21, m22,
            m23, m24, m25, m26, m27, m28, m29, m30, m31, m32, m33, m34, m35, m36, m37] = object;
        return visitor(m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18, m19, m20,
            m21, m22, m23, m24, m25, m26, m27, m28, m29, m30, m31, m32, m33, m34, m35, m36, m37);
    }
};

template <>
struct Bindings<39> {
    static constexpr std::size_t count = 39;

    template <class T, class... Extra>
    static constexpr bool accepts = requires { T{{}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
        {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, Extra{}...}; };

    template <class T, class Visitor>
    static constexpr decltype(auto) visit(T& object, Visitor&& visitor) {
        auto& [m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18, m19, m20, m21, m22,
            m23, m24, m25, m26, m27, m28, m29, m30, m31, m32, m33, m34, m35, m36, m37, m38] = object;
        return visitor(m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18, m19, m20,
            m21, m22, m23, m24, m25, m26, m27, m28, m29, m30, m31, m32, m33, m34, m35, m36, m37, m38);
    }
};

template <>
struct Bindings<40> {
    static constexpr std::size_t count = 40;

    template <class T, class... Extra>
    static constexpr bool accepts = requires { T{{}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
        {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, Extra{}...}; };

    template <class T, class Visitor>
    static constexpr decltype(auto) visit(T& object, Visitor&& visitor) {
        auto& [m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18, m19, m20, m21, m22,
            m23, m24, m25, m26, m27, m28, m29, m30, m31, m32, m33, m34, m35, m36, m37, m38, m39] = object;
        return visitor(m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18, m19, m20,
            m21, m22, m23, m24, m25, m26, m27, m28, m29, m30, m31, m32, m33, m34, m35, m36, m37, m38, m39);
    }
};

template <>
struct Bindings<41> {
    static constexpr std::size_t count = 41;

    template <class T, class... Extra>
    static constexpr bool accepts = requires { T{{}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
        {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, Extra{}...}; };

    template <class T, class Visitor>
    static constexpr decltype(auto) visit(T& object, Visitor&& visitor) {
        auto& [m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18, m19, m20, m21, m22,
            m23, m24, m25, m26, m27, m28, m29, m30, m31, m32, m33, m34, m35, m36, m37, m38, m39, m40] = object;
        return visitor(m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18, m19, m20,
            m21, m22, m23, m24, m25, m26, m27, m28, m29, m30, m31, m32, m33, m34, m35, m36, m37, m38, m39, m40);
    }
};

template <>
struct Bindings<42> {
    static constexpr std::size_t count = 42;

    template <class T, class... Extra>
    static constexpr bool accepts = requires { T{{}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
        {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, Extra{}...}; };

    template <class T, class Visitor>
    static constexpr decltype(auto) visit(T& object, Visitor&& visitor) {
        auto& [m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18, m19, m20, m21, m22,
            m23, m24, m25, m26, m27, m28, m29, m30, m31, m32, m33, m34, m35, m36, m37, m38, m39, m40, m41] = object;
        return visitor(m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18, m19, m20,
            m21, m22, m23, m24, m25, m26, m27, m28, m29, m30, m31, m32, m33, m34, m35, m36, m37, m38, m39, m40, m41);
    }
};

template <>
struct Bindings<43> {
    static constexpr std::size_t count = 43;

    template <class T, class... Extra>
    static constexpr bool accepts = requires { T{{}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
        {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, Extra{}...};
        };

    template <class T, class Visitor>
    static constexpr decltype(auto) visit(T& object, Visitor&& visitor) {
        auto& [m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18, m19, m20, m21, m22,
            m23, m24, m25, m26, m27, m28, m29, m30, m31, m32, m33, m34, m35, m36, m37, m38, m39, m40, m41, m42] =
            object;
        return visitor(m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18, m19, m20,
            m21, m22, m23, m24, m25, m26, m27, m28, m29, m30, m31, m32, m33, m34, m35, m36, m37, m38, m39, m40, m41,
            m42);
    }
};

template <>
struct Bindings<44> {
    static constexpr std::size_t count = 44;

    template <class T, class... Extra>
    static constexpr bool accepts = requires { T{{}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
        {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
        Extra{}...}; };

    template <class T, class Visitor>
    static constexpr decltype(auto) visit(T& object, Visitor&& visitor) {
        auto& [m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18, m19, m20, m21, m22,
            m23, m24, m25, m26, m27, m28, m29, m30, m31, m32, m33, m34, m35, m36, m37, m38, m39, m40, m41, m42, m43] =
            object;
        return visitor(m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18, m19, m20,
            m21, m22, m23, m24, m25, m26, m27, m28, m29, m30, m31, m32, m33, m34, m35, m36, m37, m38, m39, m40, m41,
            m42, m43);
    }
};

template <>
struct Bindings<45> {
    static constexpr std::size_t count = 45;

    template <class T, class... Extra>
    static constexpr bool accepts = requires { T{{}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
        {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
        Extra{}...}; };

    template <class T, class Visitor>
    static constexpr decltype(auto) visit(T& object, Visitor&& visitor) {
        auto& [m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18, m19, m20, m21, m22,
            m23, m24, m25, m26, m27, m28, m29, m30, m31, m32, m33, m34, m35, m36, m37, m38, m39, m40, m41, m42, m43,
            m44] = object;
        return visitor(m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18, m19, m20,
            m21, m22, m23, m24, m25, m26, m27, m28, m29, m30, m31, m32, m33, m34, m35, m36, m37, m38, m39, m40, m41,
            m42, m43, m44);
    }
};

template <>
struct Bindings<46> {
    static constexpr std::size_t count = 46;

    template <class T, class... Extra>
    static constexpr bool accepts = requires { T{{}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
        {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
        Extra{}...}; };

    template <class T, class Visitor>
    static constexpr decltype(auto) visit(T& object, Visitor&& visitor) {
        auto& [m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18, m19, m20, m21, m22,
            m23, m24, m25, m26, m27, m28, m29, m30, m31, m32, m33, m34, m35, m36, m37, m38, m39, m40, m41, m42, m43,
            m44, m45] = object;
        return visitor(m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18, m19, m20,
            m21, m22, m23, m24, m25, m26, m27, m28, m29, m30, m31, m32, m33, m34, m35, m36, m37, m38, m39, m40, m41,
            m42, m43, m44, m45);
    }
};

template <>
struct Bindings<47> {
    static constexpr std::size_t count = 47;

    template <class T, class... Extra>
    static constexpr bool accepts = requires { T{{}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
        {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
        {}, Extra{}...}; };

    template <class T, class Visitor>
    static constexpr decltype(auto) visit(T& object, Visitor&& visitor) {
        auto& [m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18, m19, m20, m21, m22,
            m23, m24, m25, m26, m27, m28, m29, m30, m31, m32, m33, m34, m35, m36, m37, m38, m39, m40, m41, m42, m43,
            m44, m45, m46] = object;
        return visitor(m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18, m19, m20,
            m21, m22, m23, m24, m25, m26, m27, m28, m29, m30, m31, m32, m33, m34, m35, m36, m37, m38, m39, m40, m41,
            m42, m43, m44, m45, m46);
    }
};

template <>
struct Bindings<48> {
    static constexpr std::size_t count = 48;

    template <class T, class... Extra>
    static constexpr bool accepts = requires { T{{}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
        {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
        {}, {}, Extra{}...}; };

    template <class T, class Visitor>
    static constexpr decltype(auto) visit(T& object, Visitor&& visitor) {
        auto& [m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18, m19, m20, m21, m22,
            m23, m24, m25, m26, m27, m28, m29, m30, m31, m32, m33, m34, m35, m36, m37, m38, m39, m40, m41, m42, m43,
            m44, m45, m46, m47] = object;
        return visitor(m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18, m19, m20,
            m21, m22, m23, m24, m25, m26, m27, m28, m29, m30, m31, m32, m33, m34, m35, m36, m37, m38, m39, m40, m41,
            m42, m43, m44, m45, m46, m47);
    }
};

template <>
struct Bindings<49> {
    static constexpr std::size_t count = 49;

    template <class T, class... Extra>
    static constexpr bool accepts = requires { T{{}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
        {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
        {}, {}, {}, Extra{}...}; };

    template <class T, class Visitor>
    static constexpr decltype(auto) visit(T& object, Visitor&& visitor) {
        auto& [m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18, m19, m20, m21, m22,
            m23, m24, m25, m26, m27, m28, m29, m30, m31, m32, m33, m34, m35, m36, m37, m38, m39, m40, m41, m42, m43,
            m44, m45, m46, m47, m48] = object;
        return visitor(m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18, m19, m20,
            m21, m22, m23, m24, m25, m26, m27, m28, m29, m30, m31, m32, m33, m34, m35, m36, m37, m38, m39, m40, m41,
            m42, m43, m44, m45, m46, m47, m48);
    }
};

template <>
struct Bindings<50> {
    static constexpr std::size_t count = 50;

    template <class T, class... Extra>
    static constexpr bool accepts = requires { T{{}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
        {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
        {}, {}, {}, {}, Extra{}...}; };

    template <class T, class Visitor>
    static constexpr decltype(auto) visit(T& object, Visitor&& visitor) {
        auto& [m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18, m19, m20, m21, m22,
            m23, m24, m25, m26, m27, m28, m29, m30, m31, m32, m33, m34, m35, m36, m37, m38, m39, m40, m41, m42, m43,
            m44, m45, m46, m47, m48, m49] = object;
        return visitor(m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18, m19, m20,
            m21, m22, m23, m24, m25, m26, m27, m28, m29, m30, m31, m32, m33, m34, m35, m36, m37, m38, m39, m40, m41,
            m42, m43, m44, m45, m46, m47, m48, m49);
    }
};

template <>
struct Bindings<51> {
    static constexpr std::size_t count = 51;

    template <class T, class... Extra>
    static constexpr bool accepts = requires { T{{}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
        {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
        {}, {}, {}, {}, {}, Extra{}...}; };

    template <class T, class Visitor>
    static constexpr decltype(auto) visit(T& object, Visitor&& visitor) {
        auto& [m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18, m19, m20, m21, m22,
            m23, m24, m25, m26, m27, m28, m29, m30, m31, m32, m33, m34, m35, m36, m37, m38, m39, m40, m41, m42, m43,
            m44, m45, m46, m47, m48, m49, m50] = object;
        return visitor(m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18, m19, m20,
            m21, m22, m23, m24, m25, m26, m27, m28, m29, m30, m31, m32, m33, m34, m35, m36, m37, m38, m39, m40, m41,
            m42, m43, m44, m45, m46, m47, m48, m49, m50);
    }
};

template <>
struct Bindings<52> {
    static constexpr std::size_t count = 52;

    template <class T, class... Extra>
    static constexpr bool accepts = requires { T{{}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
        {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
        {}, {}, {}, {}, {}, {}, Extra{}...}; };

    template <class T, class Visitor>
    static constexpr decltype(auto) visit(T& object, Visitor&& visitor) {
        auto& [m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18, m19, m20, m21, m22,
            m23, m24, m25, m26, m27, m28, m29, m30, m31, m32, m33, m34, m35, m36, m37, m38, m39, m40, m41, m42, m43,
            m44, m45, m46, m47, m48, m49, m50, m51] = object;
        return visitor(m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18, m19, m20,
            m21, m22, m23, m24, m25, m26, m27, m28, m29, m30, m31, m32, m33, m34, m35, m36, m37, m38, m39, m40, m41,
            m42, m43, m44, m45, m46, m47, m48, m49, m50, m51);
    }
};

template <>
struct Bindings<53> {
    static constexpr std::size_t count = 53;

    template <class T, class... Extra>
    static constexpr bool accepts = requires { T{{}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
        {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
        {}, {}, {}, {}, {}, {}, {}, Extra{}...}; };

    template <class T, class Visitor>
    static constexpr decltype(auto) visit(T& object, Visitor&& visitor) {
        auto& [m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18, m19, m20, m21, m22,
            m23, m24, m25, m26, m27, m28, m29, m30, m31, m32, m33, m34, m35, m36, m37, m38, m39, m40, m41, m42, m43,
            m44, m45, m46, m47, m48, m49, m50, m51, m52] = object;
        return visitor(m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18, m19, m20,
            m21, m22, m23, m24, m25, m26, m27, m28, m29, m30, m31, m32, m33, m34, m35, m36, m37, m38, m39, m40, m41,
            m42, m43, m44, m45, m46, m47, m48, m49, m50, m51, m52);
    }
};

template <>
struct Bindings<54> {
    static constexpr std::size_t count = 54;

    template <class T, class... Extra>
    static constexpr bool accepts = requires { T{{}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
        {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
        {}, {}, {}, {}, {}, {}, {}, {}, Extra{}...}; };

    template <class T, class Visitor>
    static constexpr decltype(auto) visit(T& object, Visitor&& visitor) {
        auto& [m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18, m19, m20, m21, m22,
            m23, m24, m25, m26, m27, m28, m29, m30, m31, m32, m33, m34, m35, m36, m37, m38, m39, m40, m41, m42, m43,
            m44, m45, m46, m47, m48, m49, m50, m51, m52, m53] = object;
        return visitor(m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18, m19, m20,
            m21, m22, m23, m24, m25, m26, m27, m28, m29, m30, m31, m32, m33, m34, m35, m36, m37, m38, m39, m40, m41,
            m42, m43, m44, m45, m46, m47, m48, m49, m50, m51, m52, m53);
    }
};

template <>
struct Bindings<55> {
    static constexpr std::size_t count = 55;

    template <class T, class... Extra>
    static constexpr bool accepts = requires { T{{}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
        {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
        {}, {}, {}, {}, {}, {}, {}, {}, {}, Extra{}...}; };

    template <class T, class Visitor>
    static constexpr decltype(auto) visit(T& object, Visitor&& visitor) {
        auto& [m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18, m19, m20, m21, m22,
            m23, m24, m25, m26, m27, m28, m29, m30, m31, m32, m33, m34, m35, m36, m37, m38, m39, m40, m41, m42, m43,
            m44, m45, m46, m47, m48, m49, m50, m51, m52, m53, m54] = object;
        return visitor(m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18, m19, m20,
            m21, m22, m23, m24, m25, m26, m27, m28, m29, m30, m31, m32, m33, m34, m35, m36, m37, m38, m39, m40, m41,
            m42, m43, m44, m45, m46, m47, m48, m49, m50, m51, m52, m53, m54);
    }
};

template <>
struct Bindings<56> {
    static constexpr std::size_t count = 56;

    template <class T, class... Extra>
    static constexpr bool accepts = requires { T{{}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
        {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
        {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, Extra{}...}; };

    template <class T, class Visitor>
    static constexpr decltype(auto) visit(T& object, Visitor&& visitor) {
        auto& [m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18, m19, m20, m21, m22,
            m23, m24, m25, m26, m27, m28, m29, m30, m31, m32, m33, m34, m35, m36, m37, m38, m39, m40, m41, m42, m43,
            m44, m45, m46, m47, m48, m49, m50, m51, m52, m53, m54, m55] = object;
        return visitor(m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18, m19, m20,
            m21, m22, m23, m24, m25, m26, m27, m28, m29, m30, m31, m32, m33, m34, m35, m36, m37, m38, m39, m40, m41,
            m42, m43, m44, m45, m46, m47, m48, m49, m50, m51, m52, m53, m54, m55);
    }
};

template <>
struct Bindings<57> {
    static constexpr std::size_t count = 57;

    template <class T, class... Extra>
    static constexpr bool accepts = requires { T{{}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
        {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
        {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, Extra{}...}; };

    template <class T, class Visitor>
    static constexpr decltype(auto) visit(T& object, Visitor&& visitor) {
        auto& [m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18, m19, m20, m21, m22,
            m23, m24, m25, m26, m27, m28, m29, m30, m31, m32, m33, m34, m35, m36, m37, m38, m39, m40, m41, m42, m43,
            m44, m45, m46, m47, m48, m49, m50, m51, m52, m53, m54, m55, m56] = object;
        return visitor(m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18, m19, m20,
            m21, m22, m23, m24, m25, m26, m27, m28, m29, m30, m31, m32, m33, m34, m35, m36, m37, m38, m39, m40, m41,
            m42, m43, m44, m45, m46, m47, m48, m49, m50, m51, m52, m53, m54, m55, m56);
    }
};

template <>
struct Bindings<58> {
    static constexpr std::size_t count = 58;

    template <class T, class... Extra>
    static constexpr bool accepts = requires { T{{}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
        {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
        {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, Extra{}...}; };

    template <class T, class Visitor>
    static constexpr decltype(auto) visit(T& object, Visitor&& visitor) {
        auto& [m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18, m19, m20, m21, m22,
            m23, m24, m25, m26, m27, m28, m29, m30, m31, m32, m33, m34, m35, m36, m37, m38, m39, m40, m41, m42, m43,
            m44, m45, m46, m47, m48, m49, m50, m51, m52, m53, m54, m55, m56, m57] = object;
        return visitor(m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18, m19, m20,
            m21, m22, m23, m24, m25, m26, m27, m28, m29, m30, m31, m32, m33, m34, m35, m36, m37, m38, m39, m40, m41,
            m42, m43, m44, m45, m46, m47, m48, m49, m50, m51, m52, m53, m54, m55, m56, m57);
    }
};

template <>
struct Bindings<59> {
    static constexpr std::size_t count = 59;

    template <class T, class... Extra>
    static constexpr bool accepts = requires { T{{}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
        {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
        {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, Extra{}...}; };

    template <class T, class Visitor>
    static constexpr decltype(auto) visit(T& object, Visitor&& visitor) {
        auto& [m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18, m19, m20, m21, m22,
            m23, m24, m25, m26, m27, m28, m29, m30, m31, m32, m33, m34, m35, m36, m37, m38, m39, m40, m41, m42, m43,
            m44, m45, m46, m47, m48, m49, m50, m51, m52, m53, m54, m55, m56, m57, m58] = object;
        return visitor(m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18, m19, m20,
            m21, m22, m23, m24, m25, m26, m27, m28, m29, m30, m31, m32, m33, m34, m35, m36, m37, m38, m39, m40, m41,
            m42, m43, m44, m45, m46, m47, m48, m49, m50, m51, m52, m53, m54, m55, m56, m57, m58);
    }
};

template <>
struct Bindings<60> {
    static constexpr std::size_t count = 60;

    template <class T, class... Extra>
    static constexpr bool accepts = requires { T{{}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
        {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
        {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, Extra{}...}; };

    template <class T, class Visitor>
    static constexpr decltype(auto) visit(T& object, Visitor&& visitor) {
        auto& [m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18, m19, m20, m21, m22,
            m23, m24, m25, m26, m27, m28, m29, m30, m31, m32, m33, m34, m35, m36, m37, m38, m39, m40, m41, m42, m43,
            m44, m45, m46, m47, m48, m49, m50, m51, m52, m53, m54, m55, m56, m57, m58, m59] = object;
        return visitor(m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18, m19, m20,
            m21, m22, m23, m24, m25, m26, m27, m28, m29, m30, m31, m32, m33, m34, m35, m36, m37, m38, m39, m40, m41,
            m42, m43, m44, m45, m46, m47, m48, m49, m50, m51, m52, m53, m54, m55, m56, m57, m58, m59);
    }
};

template <>
struct Bindings<61> {
    static constexpr std::size_t count = 61;

    template <class T, class... Extra>
    static constexpr bool accepts = requires { T{{}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
        {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
        {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, Extra{}...}; };

    template <class T, class Visitor>
    static constexpr decltype(auto) visit(T& object, Visitor&& visitor) {
        auto& [m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18, m19, m20, m21, m22,
            m23, m24, m25, m26, m27, m28, m29, m30, m31, m32, m33, m34, m35, m36, m37, m38, m39, m40, m41, m42, m43,
            m44, m45, m46, m47, m48, m49, m50, m51, m52, m53, m54, m55, m56, m57, m58, m59, m60] = object;
        return visitor(m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18, m19, m20,
            m21, m22, m23, m24, m25, m26, m27, m28, m29, m30, m31, m32, m33, m34, m35, m36, m37, m38, m39, m40, m41,
            m42, m43, m44, m45, m46, m47, m48, m49, m50, m51, m52, m53, m54, m55, m56, m57, m58, m59, m60);
    }
};

template <>
struct Bindings<62> {
    static constexpr std::size_t count = 62;

    template <class T, class... Extra>
    static constexpr bool accepts = requires { T{{}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
        {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
        {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, Extra{}...}; };

    template <class T, class Visitor>
    static constexpr decltype(auto) visit(T& object, Visitor&& visitor) {
        auto& [m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18, m19, m20, m21, m22,
            m23, m24, m25, m26, m27, m28, m29, m30, m31, m32, m33, m34, m35, m36, m37, m38, m39, m40, m41, m42, m43,
            m44, m45, m46, m47, m48, m49, m50, m51, m52, m53, m54, m55, m56, m57, m58, m59, m60, m61] = object;
        return visitor(m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18, m19, m20,
            m21, m22, m23, m24, m25, m26, m27, m28, m29, m30, m31, m32, m33, m34, m35, m36, m37, m38, m39, m40, m41,
            m42, m43, m44, m45, m46, m47, m48, m49, m50, m51, m52, m53, m54, m55, m56, m57, m58, m59, m60, m61);
    }
};

template <>
struct Bindings<63> {
    static constexpr std::size_t count = 63;

    template <class T, class... Extra>
    static constexpr bool accepts = requires { T{{}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
        {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
        {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, Extra{}...}; };

    template <class T, class Visitor>
    static constexpr decltype(auto) visit(T& object, Visitor&& visitor) {
        auto& [m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18, m19, m20, m21, m22,
            m23, m24, m25, m26, m27, m28, m29, m30, m31, m32, m33, m34, m35, m36, m37, m38, m39, m40, m41, m42, m43,
            m44, m45, m46, m47, m48, m49, m50, m51, m52, m53, m54, m55, m56, m57, m58, m59, m60, m61, m62] = object;
        return visitor(m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18, m19, m20,
            m21, m22, m23, m24, m25, m26, m27, m28, m29, m30, m31, m32, m33, m34, m35, m36, m37, m38, m39, m40, m41,
            m42, m43, m44, m45, m46, m47, m48, m49, m50, m51, m52, m53, m54, m55, m56, m57, m58, m59, m60, m61, m62);
    }
};

template <>
struct Bindings<64> {
    static constexpr std::size_t count = 64;

    template <class T, class... Extra>
    static constexpr bool accepts = requires { T{{}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
        {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
        {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, Extra{}...}; };

    template <class T, class Visitor>
    static constexpr decltype(auto) visit(T& object, Visitor&& visitor) {
        auto& [m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18, m19, m20, m21, m22,
            m23, m24, m25, m26, m27, m28, m29, m30, m31, m32, m33, m34, m35, m36, m37, m38, m39, m40, m41, m42, m43,
            m44, m45, m46, m47, m48, m49, m50, m51, m52, m53, m54, m55, m56, m57, m58, m59, m60, m61, m62, m63] =
            object;
        return visitor(m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18, m19, m20,
            m21, m22, m23, m24, m25, m26, m27, m28, m29, m30, m31, m32, m33, m34, m35, m36, m37, m38, m39, m40, m41,
            m42, m43, m44, m45, m46, m47, m48, m49, m50, m51, m52, m53, m54, m55, m56, m57, m58, m59, m60, m61, m62,
            m63);
    }
};

template <>
struct Bindings<65> {
    static constexpr std::size_t count = 65;

    template <class T, class... Extra>
    static constexpr bool accepts = requires { T{{}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
        {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
        {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, Extra{}...}; };

    template <class T, class Visitor>
    static constexpr decltype(auto) visit(T& object, Visitor&& visitor) {
        auto& [m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18, m19, m20, m21, m22,
            m23, m24, m25, m26, m27, m28, m29, m30, m31, m32, m33, m34, m35, m36, m37, m38, m39, m40, m41, m42, m43,
            m44, m45, m46, m47, m48, m49, m50, m51, m52, m53, m54, m55, m56, m57, m58, m59, m60, m61, m62, m63, m64] =
            object;
        return visitor(m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18, m19, m20,
            m21, m22, m23, m24, m25, m26, m27, m28, m29, m30, m31, m32, m33, m34, m35, m36, m37, m38, m39, m40, m41,
            m42, m43, m44, m45, m46, m47, m48, m49, m50, m51, m52, m53, m54, m55, m56, m57, m58, m59, m60, m61, m62,
            m63, m64);
    }
};

}  // namespace tenon::typed
