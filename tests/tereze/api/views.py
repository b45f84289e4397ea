"""Views that stand for the services' own, so that the base can be tested by itself."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404
from django.urls import path
from rest_framework import generics, serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from tereze.accounts.models import User
from tereze.accounts.permissions import Permission
from tereze.api.idempotency import idempotency_key


class Looking(APIView):
    """Needs one permission for every method."""

    permission = Permission.RESIDENT_VIEW

    def get(self, request: Request) -> Response:
        """Say who asks."""
        key: Any = request.user
        return Response({"who": key.audit_name, "key": idempotency_key(request)})


class Doing(APIView):
    """Needs one permission for looking and another for doing."""

    permission = {"GET": Permission.CERTIFICATE_VIEW, "POST": Permission.CERTIFICATE_ISSUE}

    def get(self, request: Request) -> Response:
        """Look."""
        return Response({})

    def post(self, request: Request) -> Response:
        """Do."""
        return Response(request.data)

    def put(self, request: Request) -> Response:
        """Do what no permission was named for."""
        return Response({})


class Forgotten(APIView):
    """Names no permission."""

    def get(self, request: Request) -> Response:
        """Never answer."""
        return Response({})


class Open(APIView):
    """Is for everybody."""

    open_because = "the tests say so"
    authentication_classes = []

    def get(self, request: Request) -> Response:
        """Answer anybody."""
        return Response({})


class Breaking(APIView):
    """Goes wrong in the way that is asked for."""

    permission = Permission.RESIDENT_VIEW

    def get(self, request: Request, how: str) -> Response:
        """Go wrong."""
        raise {"broken": RuntimeError("ПИН 20101199000001"), "missing": Http404(), "denied": PermissionDenied()}[how]


class Line(serializers.Serializer[User]):
    """A member of staff."""

    full_name = serializers.CharField(max_length=5)
    number = serializers.IntegerField(source="pk", required=False)


class Lines(generics.ListAPIView[User]):
    """A long list whose rows sort alike."""

    permission = Permission.RESIDENT_VIEW
    serializer_class = Line

    def get_queryset(self) -> QuerySet[User]:
        """Sort by something that all have."""
        return User.objects.order_by("language")

    def post(self, request: Request) -> Response:
        """Check what was sent."""
        line = Line(data=request.data)
        line.is_valid(raise_exception=True)
        return Response(line.data, status=201)


urlpatterns: list[Any] = [
    path("api/v1/looking/", Looking.as_view()),
    path("api/v1/doing/", Doing.as_view()),
    path("api/v1/forgotten/", Forgotten.as_view()),
    path("api/v1/open/", Open.as_view()),
    path("api/v1/breaking/<str:how>/", Breaking.as_view()),
    path("api/v1/lines/", Lines.as_view()),
]
